import { clusteredMean } from '../clusters/clustered-mean.js';
import { correlation } from '../reliability/correlations.js';
import { clusterJackknife } from './cluster-jackknife.js';

const SCORES = [1, 2, 4, 4, 5, 3, 2, 5];
const OTHERS = [2, 1, 3, 5, 4, 3, 3, 5];
const ALPHA = 0.05;

const meanOf = (items: readonly number[]): number =>
  items.reduce((sum, i) => sum + SCORES[i]!, 0) / items.length;
const pick = (values: readonly number[], items: readonly number[]): number[] =>
  items.map((i) => values[i]!);

describe(clusterJackknife, () => {
  it('is CR1 for a mean of clusters of one size', () => {
    const clusters = [0, 0, 1, 1, 2, 2, 3, 3];
    const expected = clusteredMean({ scores: SCORES, clusters, alpha: ALPHA });
    const found = clusterJackknife({ clusters, statistic: meanOf, alpha: ALPHA });
    expect(found.estimate).toBeCloseTo(3.25, 12);
    expect(found.standardError).toBeCloseTo(expected.standardError!, 12);
    expect(found.interval?.lower).toBeCloseTo(expected.interval!.lower, 12);
    expect(found.clusterCount).toBe(4);
  });

  it('gives the error of a rank correlation as computed by a separate program', () => {
    const clusters = ['a', 'b', 'b', 'c', 'd', 'd', 'e', 'f'];
    const statistic = (items: readonly number[]): number | undefined => {
      const r = correlation(pick(SCORES, items), pick(OTHERS, items), 'spearman');
      return r === undefined ? undefined : Math.atanh(r);
    };
    const { estimate, standardError } = clusterJackknife({ clusters, statistic, alpha: ALPHA });
    expect(Math.tanh(estimate!)).toBeCloseTo(0.825064460679, 10);
    expect(standardError).toBeCloseTo(0.214019384959, 10);
  });

  it('has no error bar with one cluster, or where the quantity is gone without one', () => {
    const one = clusterJackknife({ clusters: [7, 7], statistic: meanOf, alpha: ALPHA });
    expect(one).toEqual({
      ...{ estimate: 1.5, clusterCount: 1, standardError: undefined, interval: undefined },
    });
    const clusters = [0, 1, 1];
    const statistic = (items: readonly number[]): number | undefined =>
      correlation(pick([1, 2, 2], items), pick([1, 2, 3], items), 'pearson');
    const gone = clusterJackknife({ clusters, statistic, alpha: ALPHA });
    expect(gone.estimate).toBeGreaterThan(0);
    expect(gone.interval).toBeUndefined();
  });

  it('refuses no item and an alpha out of range', () => {
    expect(() => clusterJackknife({ clusters: [], statistic: meanOf, alpha: ALPHA })).toThrow(
      'clusters is empty; give at least one item',
    );
    expect(() => clusterJackknife({ clusters: [0], statistic: meanOf, alpha: 0.7 })).toThrow(
      'alpha is 0.7',
    );
  });
});
