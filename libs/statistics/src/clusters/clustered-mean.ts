import { largestSize } from '../moments.js';
import { requireAlpha, requireLength, requireScores } from '../require.js';
import { type ClusterLabel } from './cluster-label.js';
import { type ClusterRobustMean, clusterRobustMean } from './cluster-robust.js';
import { type Interval, tInterval } from './t-interval.js';

export interface ClusteredMeanInput {
  /** One score a question (the mean of its repeats), shape [n], n >= 1. */
  readonly scores: readonly number[];
  /** Cluster of each question, shape [n]. */
  readonly clusters: readonly ClusterLabel[];
  /** Chance left outside the interval, [1e-12, 0.5). */
  readonly alpha: number;
}

export interface ClusteredMean extends ClusterRobustMean {
  /** Two-sided interval at 1 - alpha; undefined where `note` says why. */
  readonly interval: Interval | undefined;
}

/**
 * Mean score of one system with the error bar that clustered questions need.
 *
 * @throws InvalidStatisticsInputError when a list is empty, of another length or not finite, or
 *   `alpha` is out of range
 * @source Miller 2024 (arXiv 2411.00640) section 2.2, with the CR1 factor and t with G - 1 degrees of
 *   freedom for few clusters
 */
export function clusteredMean({ scores, clusters, alpha }: ClusteredMeanInput): ClusteredMean {
  requireScores('scores', scores);
  requireLength('clusters', clusters, scores.length);
  requireAlpha(alpha);
  const estimate = clusterRobustMean(scores, clusters, largestSize(scores));
  return { ...estimate, interval: tInterval(estimate, alpha) };
}
