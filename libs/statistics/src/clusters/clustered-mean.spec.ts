import { InvalidStatisticsInputError } from '../statistics.errors.js';
import { clusteredMean } from './clustered-mean.js';

const SCORES = [1, 1, 0, 1, 0, 1, 1, 0, 0, 1, 1, 1, 0, 1, 0, 0, 1, 1];
const CLUSTERS = [0, 0, 0, 1, 1, 1, 1, 2, 2, 3, 3, 3, 4, 4, 4, 4, 5, 5];

describe(clusteredMean.name, () => {
  it('agrees with statsmodels: OLS with cov_type cluster and correction', () => {
    const mean = clusteredMean({ scores: SCORES, clusters: CLUSTERS, alpha: 0.05 });
    expect(mean).toMatchObject({ n: 18, clusterCount: 6, degreesOfFreedom: 5, note: undefined });
    expect(mean.mean).toBeCloseTo(0.6111111111111112, 12);
    expect(mean.standardError).toBeCloseTo(0.1476070364851756, 9);
    expect(mean.interval?.lower).toBeCloseTo(0.2316751441657896, 8);
    expect(mean.interval?.upper).toBeCloseTo(0.9905470780564327, 8);
  });

  it('does not depend on the order of the questions or on the kind of label', () => {
    const reversed = clusteredMean({
      scores: SCORES.toReversed(),
      clusters: CLUSTERS.toReversed().map((label) => `document ${label}`),
      alpha: 0.05,
    });
    expect(reversed.standardError).toBeCloseTo(0.1476070364851756, 9);
  });

  it('is the ordinary t interval with one question a cluster', () => {
    // four fine-tuning seeds, each its own cluster; scipy ttest_1samp
    const scores = [-0.42, -0.1, -0.55, -0.31];
    const mean = clusteredMean({ scores, clusters: [1, 2, 3, 4], alpha: 0.05 });
    expect(mean.mean).toBeCloseTo(-0.345, 12);
    expect(mean.standardError).toBeCloseTo(0.09526279441628827, 12);
    expect(mean.interval?.lower).toBeCloseTo(-0.648168728121171, 8);
    expect(mean.interval?.upper).toBeCloseTo(-0.041831271878829124, 8);
  });

  it('agrees with a standard error taken across the means of repeats', () => {
    const means = [13 / 3, 8 / 3, 5, 8 / 3];
    const mean = clusteredMean({ scores: means, clusters: [0, 1, 2, 3], alpha: 0.05 });
    expect(mean.standardError).toBeCloseTo(0.5931710140017395, 12);
  });

  it('has no error bar from one cluster, and says so', () => {
    const mean = clusteredMean({ scores: [0, 1], clusters: ['d', 'd'], alpha: 0.05 });
    expect(mean).toEqual({
      mean: 0.5,
      n: 2,
      clusterCount: 1,
      standardError: undefined,
      degreesOfFreedom: undefined,
      interval: undefined,
      note: 'single-cluster',
    });
  });

  it('has an interval of no width for equal scores, and says so', () => {
    const mean = clusteredMean({ scores: [0.1, 0.1, 0.1], clusters: [1, 2, 3], alpha: 0.05 });
    expect(mean.standardError).toBe(0);
    expect(mean.note).toBe('constant');
    expect(mean.interval?.lower).toBeCloseTo(0.1, 12);
    expect(mean.interval?.upper).toBeCloseTo(0.1, 12);
  });

  it('claims no certainty when scores cancel within every cluster', () => {
    const mean = clusteredMean({ scores: [0, 1, 1, 0], clusters: [1, 1, 2, 2], alpha: 0.05 });
    expect(mean.note).toBe('no-variation-between-clusters');
    expect(mean.interval).toBeUndefined();
  });

  it.each([
    ['no scores', { scores: [], clusters: [], alpha: 0.05 }],
    ['a missing cluster', { scores: [1, 0], clusters: [1], alpha: 0.05 }],
    ['a score that is no number', { scores: [1, NaN], clusters: [1, 2], alpha: 0.05 }],
    ['an infinite score', { scores: [1, -Infinity], clusters: [1, 2], alpha: 0.05 }],
    ['alpha 0', { scores: [1, 0], clusters: [1, 2], alpha: 0 }],
    ['alpha one half', { scores: [1, 0], clusters: [1, 2], alpha: 0.5 }],
  ])('refuses %s', (_, input) => {
    expect(() => clusteredMean(input)).toThrow(InvalidStatisticsInputError);
  });
});
