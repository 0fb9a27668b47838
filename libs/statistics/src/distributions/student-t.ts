import cdf from '@stdlib/stats-base-dists-t-cdf';
import quantile from '@stdlib/stats-base-dists-t-quantile';
import { requirePositive, requireThat } from '../require.js';

/**
 * The t with P(T <= t) = p for `df` degrees of freedom; absolute error below 1e-8 at common levels.
 *
 * @param p in (0, 1); take a small upper tail as minus the quantile of that tail, which is exact
 * @throws InvalidStatisticsInputError when `p` or `df` is out of range
 */
export function studentTQuantile(p: number, df: number): number {
  requirePositive('df', df);
  requireThat(p > 0 && p < 1, `p is ${p}; give a probability between 0 and 1`);
  return quantile(p, df);
}

/** P(T <= x), in [0, 1]; relatively accurate in the lower tail. */
export function studentTCdf(x: number, df: number): number {
  requirePositive('df', df);
  requireThat(!Number.isNaN(x), 't is not a number');
  return cdf(x, df);
}

/** P(T > x), in [0, 1]; relatively accurate in the upper tail, where 1 - cdf would give 0. */
export function studentTSurvival(x: number, df: number): number {
  return studentTCdf(-x, df);
}

/** P(|T| >= |x|), in [0, 1]: the two-sided p-value of a t statistic. */
export function studentTTwoSidedP(x: number, df: number): number {
  return Math.min(1, 2 * studentTCdf(-Math.abs(x), df));
}
