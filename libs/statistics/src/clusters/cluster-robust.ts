import { isRounding, largestSize, meanOf, sumOf } from '../moments.js';
import { type ClusterLabel, groupByCluster } from './cluster-label.js';

/** Why an error bar is missing or has no width. */
export type SpreadNote =
  /** All observations share one cluster: nothing tells how clusters differ, so no error bar. */
  | 'single-cluster'
  /** Every observation has the same value: the standard error is 0. */
  | 'constant'
  /** Observations differ but cancel within every cluster: the estimator would say 0, so no error bar. */
  | 'no-variation-between-clusters';

export interface ClusterRobustMean {
  readonly mean: number;
  /** Observations. */
  readonly n: number;
  readonly clusterCount: number;
  /** In units of the values; undefined where `note` says why. */
  readonly standardError: number | undefined;
  /** Clusters less one, at least 1; undefined exactly where the standard error is. */
  readonly degreesOfFreedom: number | undefined;
  readonly note: SpreadNote | undefined;
}

/**
 * Mean of clustered observations with its CR1 standard error,
 * sqrt(G / (G - 1)) sqrt(sum over clusters of (sum of residuals)^2) / n.
 * With one observation a cluster it is the ordinary sd / sqrt(n).
 *
 * @param values shape [n], n >= 1, finite
 * @param clusters shape [n]
 * @param scale size of the scores the values come from, which decides what is rounding
 * @source Liang and Zeger 1986 (Biometrika 73); factor and t with G - 1 degrees of freedom:
 *   Cameron and Miller 2015 (J. Hum. Resour. 50)
 */
export function clusterRobustMean(
  values: readonly number[],
  clusters: readonly ClusterLabel[],
  scale: number,
): ClusterRobustMean {
  const n = values.length;
  const mean = meanOf(values);
  const residuals = values.map((value) => value - mean);
  const sums = groupByCluster(residuals, clusters).map(sumOf);
  const clusterCount = sums.length;
  const counts = { n, clusterCount };
  if (clusterCount === 1) return { ...counts, mean, ...withoutError('single-cluster') };

  const degreesOfFreedom = clusterCount - 1;
  if (isRounding(largestSize(residuals), scale)) {
    const rounded = isRounding(mean, scale) ? 0 : mean;
    return { ...counts, mean: rounded, standardError: 0, degreesOfFreedom, note: 'constant' };
  }
  if (isRounding(largestSize(sums), scale * n)) {
    return { ...counts, mean, ...withoutError('no-variation-between-clusters') };
  }
  const between = sumOf(sums.map((sum) => sum * sum));
  const standardError = Math.sqrt((clusterCount / degreesOfFreedom) * between) / n;
  return { ...counts, mean, standardError, degreesOfFreedom, note: undefined };
}

function withoutError(
  note: SpreadNote,
): Pick<ClusterRobustMean, 'standardError' | 'degreesOfFreedom' | 'note'> {
  return { standardError: undefined, degreesOfFreedom: undefined, note };
}
