import { type ClusterLabel, groupByCluster } from '../clusters/cluster-label.js';
import { type SpreadNote } from '../clusters/cluster-robust.js';
import { type Interval, tInterval } from '../clusters/t-interval.js';
import { largestSize, isRounding, meanOf, sumOf } from '../moments.js';
import { requireLength } from '../require.js';
import {
  type PredictionPoweredClusters,
  type PredictionPoweredInput,
  requirePredictionPoweredInput,
} from './prediction-powered-input.js';
import {
  type PredictionPoweredMean,
  type PredictionPoweredParts,
  predictionPoweredParts,
} from './prediction-powered-mean.js';

/** Every number is finite; what does not exist is undefined, and `note` says why. */
export interface ClusteredPredictionPoweredMean extends Pick<
  PredictionPoweredMean,
  'estimate' | 'weight' | 'unclippedWeight' | 'labelledCount' | 'unlabelledCount'
> {
  /** Clusters with a labelled or an unlabelled answer. */
  readonly clusterCount: number;
  /** CR1 over clusters, in units of the labels. */
  readonly standardError: number | undefined;
  /** Clusters less one. */
  readonly degreesOfFreedom: number | undefined;
  /** Student t at 1 - alpha. */
  readonly interval: Interval | undefined;
  readonly note: SpreadNote | undefined;
}

/**
 * `predictionPoweredMean` for answers that come in clusters: each cluster adds what its labelled and
 * its unlabelled answers contribute to the estimate, so answers of one document may be on both sides.
 * The tuned weight is the one for independent answers: any weight is valid, this one near the best.
 *
 * @throws InvalidStatisticsInputError when a list is empty, of another length or not finite, or a
 *   number is out of range
 * @source estimate: Angelopoulos, Duchi and Zrnic 2023 (arXiv 2311.01453); error of a sum of cluster
 *   contributions with the CR1 factor: Cameron and Miller 2015 (J. Hum. Resour. 50)
 */
export function clusteredPredictionPoweredMean(
  input: PredictionPoweredInput,
  clusters: PredictionPoweredClusters,
): ClusteredPredictionPoweredMean {
  requirePredictionPoweredInput(input);
  requireLength('clusters.labelled', clusters.labelled, input.labels.length);
  requireLength('clusters.unlabelled', clusters.unlabelled, input.unlabelledPredictions.length);
  const parts = predictionPoweredParts(input);
  const error = errorOf(parts, [...clusters.unlabelled, ...clusters.labelled]);
  return {
    estimate: parts.estimate,
    weight: parts.weight,
    unclippedWeight: parts.unclippedWeight,
    labelledCount: parts.fromLabels.length,
    unlabelledCount: parts.fromJudge.length,
    ...error,
    interval: tInterval({ mean: parts.estimate, ...error }, input.alpha),
  };
}

type ClusterError = Pick<
  ClusteredPredictionPoweredMean,
  'clusterCount' | 'standardError' | 'degreesOfFreedom' | 'note'
>;

/** @param clusters of the unlabelled, then of the labelled answers */
function errorOf(parts: PredictionPoweredParts, clusters: readonly ClusterLabel[]): ClusterError {
  const { fromJudge, fromLabels } = parts;
  const influence = [...influenceOf(fromJudge), ...influenceOf(fromLabels)];
  const sums = groupByCluster(influence, clusters).map(sumOf);
  const clusterCount = sums.length;
  const without = (note: SpreadNote): ClusterError => {
    return { clusterCount, standardError: undefined, degreesOfFreedom: undefined, note };
  };
  if (clusterCount === 1) return without('single-cluster');
  const degreesOfFreedom = clusterCount - 1;
  const scale = largestSize([...fromJudge, ...fromLabels]);
  if (isRounding(largestSize(influence), scale / influence.length)) {
    return { clusterCount, standardError: 0, degreesOfFreedom, note: 'constant' };
  }
  if (isRounding(largestSize(sums), scale)) return without('no-variation-between-clusters');
  const between = sumOf(sums.map((sum) => sum ** 2));
  const standardError = Math.sqrt((clusterCount / degreesOfFreedom) * between);
  return { clusterCount, standardError, degreesOfFreedom, note: undefined };
}

/** What each value adds to the error of the mean, shape [n]; sums to 0. */
function influenceOf(values: readonly number[]): number[] {
  const mean = meanOf(values);
  return values.map((value) => (value - mean) / values.length);
}
