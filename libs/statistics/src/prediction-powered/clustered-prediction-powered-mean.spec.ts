import { InvalidStatisticsInputError } from '../statistics.errors.js';
import { clusteredPredictionPoweredMean } from './clustered-prediction-powered-mean.js';
import { predictionPoweredMean } from './prediction-powered-mean.js';

const INPUT = {
  labels: [4, 3, 5, 2, 4, 4, 3, 5],
  predictions: [3.1, 3.4, 4.2, 2.9, 4.4, 2.6, 3.9, 4.1],
  unlabelledPredictions: [3.3, 2.8, 4.6, 3.9, 3.1, 4.2, 2.4, 3.7, 4.4, 3.5],
  alpha: 0.05,
};
const CLUSTERS = {
  labelled: [0, 0, 1, 1, 2, 2, 3, 3],
  unlabelled: [0, 0, 1, 1, 2, 2, 3, 3, 4, 4],
};

describe(clusteredPredictionPoweredMean.name, () => {
  it('agrees with sums of influence by cluster (numpy), at the same estimate', () => {
    const mean = clusteredPredictionPoweredMean(INPUT, CLUSTERS);
    expect(mean).toMatchObject({ clusterCount: 5, degreesOfFreedom: 4, note: undefined });
    expect(mean.standardError).toBeCloseTo(0.12096901115709105, 12);
    expect(mean.estimate).toBe(predictionPoweredMean(INPUT).estimate);
  });

  it('is the plain error bar with the factor G / (G - 1) where every answer is its own cluster', () => {
    const alone = {
      labelled: INPUT.labels.map((_, i) => `labelled ${i}`),
      unlabelled: INPUT.unlabelledPredictions.map((_, i) => i),
    };
    const mean = clusteredPredictionPoweredMean(INPUT, alone);
    const plain = predictionPoweredMean(INPUT);
    expect(mean.standardError).toBeCloseTo(plain.standardError! * Math.sqrt(18 / 17), 12);
  });

  it('does not narrow when every answer of a cluster is copied', () => {
    const twice = <T>(list: readonly T[]) => [...list, ...list];
    const copied = clusteredPredictionPoweredMean(
      {
        labels: twice(INPUT.labels),
        predictions: twice(INPUT.predictions),
        unlabelledPredictions: twice(INPUT.unlabelledPredictions),
        weight: 0.5,
        alpha: 0.05,
      },
      { labelled: twice(CLUSTERS.labelled), unlabelled: twice(CLUSTERS.unlabelled) },
    );
    const once = clusteredPredictionPoweredMean({ ...INPUT, weight: 0.5 }, CLUSTERS);
    expect(copied.standardError).toBeCloseTo(once.standardError!, 12);
  });

  it('has no error bar from one cluster, and says so', () => {
    const one = {
      labelled: INPUT.labels.map(() => 'd'),
      unlabelled: CLUSTERS.unlabelled.map(() => 'd'),
    };
    expect(clusteredPredictionPoweredMean(INPUT, one)).toMatchObject({
      standardError: undefined,
      interval: undefined,
      note: 'single-cluster',
    });
  });

  it('has an error bar of 0 for equal labels and predictions, and says so', () => {
    const constant = {
      labels: [0.1, 0.1],
      predictions: [0.7, 0.7],
      unlabelledPredictions: [0.7, 0.7],
      alpha: 0.05,
    };
    const clusters = { labelled: [1, 2], unlabelled: [3, 4] };
    expect(clusteredPredictionPoweredMean(constant, clusters)).toMatchObject({
      standardError: 0,
      note: 'constant',
    });
  });

  it('claims no certainty where labels cancel within every cluster', () => {
    const cancelling = {
      labels: [1, 3, 1, 3],
      predictions: [2, 2, 2, 2],
      unlabelledPredictions: [2, 2],
      alpha: 0.05,
    };
    const clusters = { labelled: [1, 1, 2, 2], unlabelled: [1, 2] };
    expect(clusteredPredictionPoweredMean(cancelling, clusters)).toMatchObject({
      standardError: undefined,
      note: 'no-variation-between-clusters',
    });
  });

  it.each([
    ['labelled', { ...CLUSTERS, labelled: [1] }, /clusters\.labelled has 1 items where 8/],
    ['unlabelled', { ...CLUSTERS, unlabelled: [] }, /clusters\.unlabelled has 0 items where 10/],
  ])('refuses missing clusters of %s answers', (_, clusters, message) => {
    const run = () => clusteredPredictionPoweredMean(INPUT, clusters);
    expect(run).toThrow(InvalidStatisticsInputError);
    expect(run).toThrow(message);
  });
});
