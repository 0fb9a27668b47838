import { type ClusterLabel, groupByCluster } from '../clusters/cluster-label.js';
import { sumOf } from '../moments.js';

/** A regression of two coefficients needs this many clusters for its errors to mean anything. */
const FEWEST_CLUSTERS = 3;

export interface RobustError {
  /** CR1, in units of the coefficient; undefined with fewer than 3 clusters. */
  readonly standardError: number | undefined;
  /** Clusters less one; undefined where the standard error is. */
  readonly degreesOfFreedom: number | undefined;
}

/**
 * CR1 standard error of one of two regression coefficients,
 * sqrt(G / (G - 1) (n - 1) / (n - 2) sum over clusters of (sum of influences)^2).
 *
 * @param influences how much each residual moves the coefficient, shape [n]
 * @param clusters shape [n]
 * @source Liang and Zeger 1986 (Biometrika 73); factors: Cameron and Miller 2015 (J. Hum. Resour.
 *   50) equation 11
 */
export function coefficientError(
  influences: readonly number[],
  clusters: readonly ClusterLabel[],
): RobustError {
  const sums = groupByCluster(influences, clusters).map(sumOf);
  const [n, count] = [influences.length, sums.length];
  if (count < FEWEST_CLUSTERS) return { standardError: undefined, degreesOfFreedom: undefined };
  const factor = (count / (count - 1)) * ((n - 1) / (n - 2));
  const standardError = Math.sqrt(factor * sumOf(sums.map((sum) => sum * sum)));
  return { standardError, degreesOfFreedom: count - 1 };
}
