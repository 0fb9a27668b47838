import { InvalidStatisticsInputError } from '../statistics.errors.js';
import { seedsAsUnit } from './seeds-as-unit.js';

describe(seedsAsUnit.name, () => {
  it('agrees with scipy ttest_1samp', () => {
    const mean = seedsAsUnit([-0.42, -0.1, -0.55, -0.31], 0.05);
    expect(mean).toMatchObject({ seedCount: 4, degreesOfFreedom: 3, note: undefined });
    expect(mean.mean).toBeCloseTo(-0.345, 12);
    expect(mean.standardError).toBeCloseTo(0.09526279441628827, 12);
    expect(mean.t).toBeCloseTo(-3.6215607794621985, 12);
    expect(mean.pValue).toBeCloseTo(0.03620760931411361, 12);
    expect(mean.interval?.lower).toBeCloseTo(-0.648168728121171, 8);
    expect(mean.interval?.upper).toBeCloseTo(-0.041831271878829124, 8);
  });

  it('has no error bar from one seed, however many questions it answered', () => {
    expect(seedsAsUnit([0.4], 0.05)).toMatchObject({
      mean: 0.4,
      standardError: undefined,
      pValue: undefined,
      interval: undefined,
      note: 'single-seed',
    });
  });

  it('has an interval of no width for equal effects, and says so', () => {
    const mean = seedsAsUnit([0.1, 0.1, 0.1], 0.05);
    expect(mean).toMatchObject({ standardError: 0, t: undefined, pValue: 0, note: 'constant' });
  });

  it('refuses an empty list', () => {
    expect(() => seedsAsUnit([], 0.05)).toThrow(InvalidStatisticsInputError);
  });
});
