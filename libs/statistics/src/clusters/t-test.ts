import { studentTTwoSidedP } from '../distributions/student-t.js';
import { type ClusterLabel } from './cluster-label.js';
import { type ClusterRobustMean, clusterRobustMean } from './cluster-robust.js';
import { type Interval, tInterval } from './t-interval.js';

export interface TTest {
  /** Undefined where there is no standard error, or where it is 0. */
  readonly t: number | undefined;
  /** Two-sided, in [0, 1]; undefined where there is no standard error. */
  readonly pValue: number | undefined;
}

export interface TestedMean extends ClusterRobustMean, TTest {
  /** Student t interval at 1 - alpha; undefined where there is no standard error. */
  readonly interval: Interval | undefined;
}

/**
 * Student t test that an estimate is 0. Without any spread p is 0, or 1 when the estimate is 0.
 *
 * @param standardError >= 0, in units of the estimate
 */
export function tTestOf(
  estimate: number,
  standardError: number | undefined,
  degreesOfFreedom: number | undefined,
): TTest {
  if (standardError === undefined || degreesOfFreedom === undefined) {
    return { t: undefined, pValue: undefined };
  }
  if (standardError === 0) return { t: undefined, pValue: estimate === 0 ? 1 : 0 };
  const t = estimate / standardError;
  return { t, pValue: studentTTwoSidedP(t, degreesOfFreedom) };
}

/**
 * Mean with its cluster-robust error bar and the test that it is 0: the one-sample t test where
 * every value is its own cluster.
 *
 * @param values shape [n], n >= 1, finite
 * @param clusters shape [n]
 * @param options `scale` is the size of the scores behind the values, which decides what is
 *   rounding; `alpha` is the chance left outside the interval, (0, 1)
 */
export function testedMean(
  values: readonly number[],
  clusters: readonly ClusterLabel[],
  { scale, alpha }: { readonly scale: number; readonly alpha: number },
): TestedMean {
  const robust = clusterRobustMean(values, clusters, scale);
  return {
    ...robust,
    ...tTestOf(robust.mean, robust.standardError, robust.degreesOfFreedom),
    interval: tInterval(robust, alpha),
  };
}
