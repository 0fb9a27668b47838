import { type ClusterLabel } from '../clusters/cluster-label.js';
import { type Interval, tInterval } from '../clusters/t-interval.js';
import { sumOf } from '../moments.js';
import { requireAlpha, requireThat } from '../require.js';

export interface ClusterJackknifeInput {
  /** Cluster of each item, shape [n], n >= 1. */
  readonly clusters: readonly ClusterLabel[];
  /**
   * The quantity on some of the items, given by their ascending indices, at least one; undefined where
   * it does not exist. Give it on a scale on which it is about normal (Fisher's z of a correlation).
   */
  readonly statistic: (items: readonly number[]) => number | undefined;
  /** Chance left outside the interval, [1e-12, 0.5). */
  readonly alpha: number;
}

export interface ClusterJackknife {
  /** On all items. */
  readonly estimate: number | undefined;
  readonly clusterCount: number;
  /** Undefined with one cluster, or where the quantity does not exist without some cluster. */
  readonly standardError: number | undefined;
  /** Student t with clusters - 1 degrees of freedom at 1 - alpha; undefined with the standard error. */
  readonly interval: Interval | undefined;
}

/**
 * Error bar of any smooth quantity of clustered items, by leaving one cluster out at a time:
 * sqrt((G - 1) / G sum over clusters of (estimate without it - estimate)^2). For a mean of clusters of
 * one size it is CR1 itself.
 *
 * @throws InvalidStatisticsInputError when there is no item, or alpha is out of range
 * @source Efron and Tibshirani 1993 (An Introduction to the Bootstrap), chapter 11; clusters left out
 *   whole, around the estimate: Cameron and Miller 2015 (J. Hum. Resour. 50)
 */
export function clusterJackknife({
  clusters,
  statistic,
  alpha,
}: ClusterJackknifeInput): ClusterJackknife {
  requireThat(clusters.length > 0, 'clusters is empty; give at least one item');
  requireAlpha(alpha);
  const items = clusters.map((_, item) => item);
  const estimate = statistic(items);
  const groups = [...new Set(clusters)];
  const without = { estimate, clusterCount: groups.length };
  if (estimate === undefined || groups.length === 1) return { ...without, ...NO_ERROR };
  const shifts: number[] = [];
  for (const left of groups) {
    const rest = statistic(items.filter((item) => clusters[item] !== left));
    if (rest === undefined) return { ...without, ...NO_ERROR };
    shifts.push(rest - estimate);
  }
  const degreesOfFreedom = groups.length - 1;
  const spread = sumOf(shifts.map((shift) => shift ** 2));
  const standardError = Math.sqrt((degreesOfFreedom / groups.length) * spread);
  const interval = tInterval({ mean: estimate, standardError, degreesOfFreedom }, alpha);
  return { ...without, standardError, interval };
}

const NO_ERROR = { standardError: undefined, interval: undefined } as const;
