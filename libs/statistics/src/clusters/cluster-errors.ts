import { meanOf, squaresAround, sumOf } from '../moments.js';
import { requireLength, requireScores, requireThat } from '../require.js';
import { type ClusterLabel, groupByCluster } from './cluster-label.js';

/** Standard errors of one mean, in units of the scores, by estimators that differ with few clusters. */
export interface ClusterErrors {
  /** Blind to clusters: sd / sqrt(n). */
  readonly independent: number;
  /** `independent` squared, plus the products of residuals within clusters: a little above CR0. */
  readonly miller: number;
  /** Sandwich without correction: too small with few clusters. */
  readonly cr0: number;
  /** CR0 times sqrt(G / (G - 1)): the one used elsewhere here, with G - 1 degrees of freedom. */
  readonly cr1: number;
  /** Leave-one-cluster-out jackknife around the mean of all scores; the most careful. */
  readonly cr3: number;
  /** The same around the mean of the leave-one-out means. */
  readonly jackknife: number;
}

/**
 * The error bars of a mean of clustered scores side by side, to see how much hangs on the choice.
 *
 * @param scores shape [n], n >= 2
 * @param clusters shape [n], at least two different
 * @throws InvalidStatisticsInputError when a list is too short, of another length or not finite, or
 *   there is one cluster
 * @source miller: Miller 2024 (arXiv 2411.00640) eq. 4; CR0, CR1: Liang and Zeger 1986
 *   (Biometrika 73); CR3: Bell and McCaffrey 2002 (Survey Methodol. 28)
 */
export function clusterErrors(
  scores: readonly number[],
  clusters: readonly ClusterLabel[],
): ClusterErrors {
  requireScores('scores', scores);
  requireLength('clusters', clusters, scores.length);
  const n = scores.length;
  const mean = meanOf(scores);
  const residuals = groupByCluster(
    scores.map((score) => score - mean),
    clusters,
  );
  const clusterCount = residuals.length;
  requireThat(clusterCount > 1, 'clusters are all the same; give scores from at least two');

  const ownSquares = squaresAround(mean, scores);
  const between = sumOf(residuals.map((cluster) => sumOf(cluster) ** 2));
  const independent = ownSquares / (n - 1) / n;
  // in all, the squares of independent scores and the products, which leaves 1 / (n^2 (n - 1))
  const miller = between / n ** 2 + ownSquares / (n - 1) / n ** 2;
  // distances of the leave-one-out means from the mean of all
  const shifts = residuals.map((cluster) => -sumOf(cluster) / (n - cluster.length));
  const share = (clusterCount - 1) / clusterCount;
  return {
    independent: Math.sqrt(independent),
    miller: Math.sqrt(miller),
    cr0: Math.sqrt(between) / n,
    cr1: Math.sqrt(between / share) / n,
    cr3: Math.sqrt(share * sumOf(shifts.map((shift) => shift ** 2))),
    jackknife: Math.sqrt(share * squaresAround(meanOf(shifts), shifts)),
  };
}
