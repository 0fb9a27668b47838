import fc from 'fast-check';
import { InvalidStatisticsInputError } from '../statistics.errors.js';
import { wildClusterBootstrap, type WildClusterBootstrapInput } from './wild-cluster-bootstrap.js';

const SCORES = [1, 1, 0, 1, 0, 1, 1, 0, 0, 1, 1, 1, 0, 1, 0, 0, 1, 1];
const CLUSTERS = [0, 0, 0, 1, 1, 1, 1, 2, 2, 3, 3, 3, 4, 4, 4, 4, 5, 5];

function setUp(changes: Partial<WildClusterBootstrapInput> = {}) {
  const input = { values: SCORES, clusters: CLUSTERS, nullMean: 0.5, alpha: 0.05, seed: 's' };
  return wildClusterBootstrap({ ...input, ...changes });
}

/** Clusters of three with a shared part, none alike. */
function many(clusterCount: number, mean: number) {
  const values = Array.from(
    { length: 3 * clusterCount },
    (_, i) => mean + Math.sin(Math.floor(i / 3) * 12.9898) + Math.sin(i * 78.233) / 2,
  );
  return { values, clusters: values.map((_, i) => Math.floor(i / 3)), nullMean: 0 };
}

describe(wildClusterBootstrap.name, () => {
  it('agrees with an enumeration of all 64 patterns', () => {
    const test = setUp();
    expect(test.t).toBeCloseTo(0.8245956750324774, 12);
    expect(test).toMatchObject({ pValue: 0.53125, method: 'exact', patterns: 64 });
  });

  it('has an interval of the means that it does not reject', () => {
    const { interval } = setUp();
    const { lower, upper } = interval!;
    expect(setUp({ nullMean: lower + 1e-9 }).pValue).toBeGreaterThan(0.05);
    expect(setUp({ nullMean: lower - 1e-9 }).pValue).toBeLessThanOrEqual(0.05);
    expect(setUp({ nullMean: upper - 1e-9 }).pValue).toBeGreaterThan(0.05);
    expect(setUp({ nullMean: upper + 1e-9 }).pValue).toBeLessThanOrEqual(0.05);
  });

  it('has no interval where five clusters or fewer can reject nothing at 0.05', () => {
    const five = setUp({ values: SCORES.slice(0, 16), clusters: CLUSTERS.slice(0, 16) });
    expect(five.patterns).toBe(32);
    expect(five.interval).toBeUndefined();
    expect(setUp({ ...many(5, 9) }).pValue).toBe(2 / 32);
  });

  it('is 1 at the mean itself', () => {
    expect(setUp({ nullMean: 11 / 18 }).pValue).toBe(1);
  });

  it('does not depend on the order of questions or on their unit', () => {
    const score = fc.integer({ min: 0, max: 5 });
    const rows = fc.array(fc.tuple(score, fc.integer({ min: 0, max: 5 })), {
      minLength: 2,
      maxLength: 20,
    });
    fc.assert(
      fc.property(rows, (own) => {
        const inputOf = (ordered: typeof own, unit: number) => ({
          values: ordered.map(([value]) => unit * value),
          clusters: ordered.map(([, cluster]) => cluster),
          nullMean: 2.25 * unit,
        });
        const test = setUp(inputOf(own, 1));
        expect(setUp(inputOf(own.toReversed(), 0.1)).pValue).toBeCloseTo(test.pValue, 12);
        expect(test.pValue).toBeGreaterThan(0);
        expect(test.pValue).toBeLessThanOrEqual(1);
      }),
      { numRuns: 40 },
    );
  });

  it('draws patterns for 17 clusters, reproducibly and never with p = 0', () => {
    const test = setUp(many(17, 0.4));
    expect(test).toMatchObject({ method: 'monte-carlo', patterns: 9999 });
    expect(setUp(many(17, 0.4))).toEqual(test);
    expect(setUp({ ...many(17, 90), draws: 99 }).pValue).toBe(0.01);
  });

  it('draws near the exact p-value', () => {
    // a cluster that is everywhere at the null mean changes no residual sum, but forces the draws
    const { values, clusters } = many(16, 0.15);
    const exact = setUp({ values, clusters, nullMean: 0 });
    const drawn = setUp({ values: [...values, 0], clusters: [...clusters, 16], nullMean: 0 });
    expect(exact.pValue).toBeGreaterThan(0.05);
    expect(Math.abs(drawn.pValue - exact.pValue)).toBeLessThan(0.02);
  });

  it.each([
    ['one cluster', { values: [1, 2, 4], clusters: [1, 1, 1] }],
    ['values all at the null mean', { values: [0.5, 0.5], clusters: [1, 2] }],
  ])('finds nothing in %s', (_, input) => {
    expect(setUp(input)).toMatchObject({ pValue: 1, interval: undefined });
  });

  it('reaches its floor, without a t, where equal values differ from the null mean', () => {
    const equal = setUp({ values: [0.7, 0.7, 0.7], clusters: [1, 2, 3] });
    expect(equal).toMatchObject({ t: undefined, pValue: 0.25 });
  });

  it.each([
    ['no values', { values: [], clusters: [] }],
    ['a missing cluster', { values: [1, 2], clusters: [1] }],
    ['a null mean that is no number', { nullMean: NaN }],
    ['no draws', { draws: 0 }],
    ['alpha 0', { alpha: 0 }],
  ])('refuses %s', (_, input) => {
    expect(() => setUp(input)).toThrow(InvalidStatisticsInputError);
  });
});
