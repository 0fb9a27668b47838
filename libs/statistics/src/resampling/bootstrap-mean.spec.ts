import fc from 'fast-check';
import { InvalidStatisticsInputError } from '../statistics.errors.js';
import { bootstrapMean, type BootstrapInput } from './bootstrap-mean.js';

const DIFFERENCES = [0.4, 0.1, -0.2, 0.5, 0.3];

function setUp(changes: Partial<BootstrapInput> = {}) {
  return bootstrapMean({ values: DIFFERENCES, alpha: 0.05, seed: 's', ...changes });
}

function many(count: number): number[] {
  return Array.from({ length: count }, (_, i) => Math.sin(i * 12.9898) ** 3 + 0.2);
}

describe(bootstrapMean.name, () => {
  it('agrees with an enumeration of all 3,125 resamples', () => {
    const found = setUp();
    expect(found).toMatchObject({ method: 'exact', resamples: 3125 });
    expect(found.standardError).toBeCloseTo(0.11099549540409286, 14);
    expect(found.percentile.lower).toBeCloseTo(-0.02, 12);
    expect(found.percentile.upper).toBeCloseTo(0.42, 12);
    expect(found.bca?.bias).toBeCloseTo(-0.04854738646475921, 12);
    expect(found.bca?.acceleration).toBeCloseTo(-0.04633392665291435, 12);
    expect(found.bca?.levels[0]).toBeCloseTo(0.011813066179432155, 12);
    expect(found.bca?.levels[1]).toBeCloseTo(0.9561224215055858, 12);
    expect(found.bca?.lower).toBeCloseTo(-0.04, 12);
    expect(found.bca?.upper).toBeCloseTo(0.4, 12);
  });

  it('draws clusters, not questions', () => {
    // clusters of sums 3 and 1 over sizes 1 and 3: resampled means 3, 1 (twice), 1/3
    const found = setUp({ values: [3, 0, 0, 1], clusters: ['a', 'b', 'b', 'b'] });
    expect(found.resamples).toBe(4);
    expect(found.percentile).toEqual({ lower: 1 / 3, upper: 3 });
    expect(found.standardError).toBeCloseTo(1, 12);
  });

  it('takes all resamples of 10 clusters and draws for 11', () => {
    expect(setUp({ values: many(10) })).toMatchObject({ method: 'exact', resamples: 1e10 });
    expect(setUp({ values: many(11) })).toMatchObject({ method: 'monte-carlo', resamples: 9999 });
  });

  it('draws near the closed form of the error, reproducibly', () => {
    const values = many(60);
    const mean = values.reduce((sum, value) => sum + value, 0) / 60;
    const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / 60;
    const found = setUp({ values });
    expect(found.standardError / Math.sqrt(variance / 60)).toBeCloseTo(1, 1);
    expect(found.bca!.lower).toBeLessThan(mean);
    expect(found.bca!.upper).toBeGreaterThan(mean);
    expect(setUp({ values })).toEqual(found);
    expect(setUp({ values, seed: 't' })).not.toEqual(found);
  });

  it('has the closed form of the error for independent values', () => {
    const values = fc.array(fc.double({ min: -5, max: 5, noNaN: true }), {
      minLength: 1,
      maxLength: 6,
    });
    fc.assert(
      fc.property(values, (own) => {
        const mean = own.reduce((sum, value) => sum + value, 0) / own.length;
        const variance = own.reduce((sum, value) => sum + (value - mean) ** 2, 0) / own.length;
        const found = setUp({ values: own });
        expect(found.standardError).toBeCloseTo(Math.sqrt(variance / own.length), 9);
        expect(found.percentile.lower).toBeLessThanOrEqual(found.percentile.upper);
      }),
    );
  });

  it.each([
    ['one value', [0.3]],
    ['equal values', [0.1 + 0.2, 0.3, 0.3]],
  ])('has no width and no correction from %s', (_, values) => {
    const found = setUp({ values });
    expect(found.bca).toBeUndefined();
    expect(found.standardError).toBeCloseTo(0, 12);
    expect(found.percentile.lower).toBeCloseTo(0.3, 12);
    expect(found.percentile.upper).toBeCloseTo(0.3, 12);
  });

  it('stays in the range of the values at the strictest level', () => {
    const { bca } = setUp({ alpha: 1e-12 });
    expect(bca?.lower).toBeCloseTo(-0.2, 12);
    expect(bca?.upper).toBeCloseTo(0.5, 12);
  });

  it.each([
    ['no values', { values: [] }],
    ['a missing cluster', { clusters: [1] }],
    ['a value that is no number', { values: [NaN] }],
    ['no draws', { draws: 0.5 }],
    ['alpha one half', { alpha: 0.5 }],
  ])('refuses %s', (_, changes) => {
    expect(() => setUp(changes)).toThrow(InvalidStatisticsInputError);
  });
});
