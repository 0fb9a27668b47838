import quantile from '@stdlib/stats-base-dists-beta-quantile';
import { requirePositive, requireThat } from '../require.js';

/**
 * The x with I_x(a, b) = p, in [0, 1]; absolute error below 1e-10 for a and b up to a million.
 *
 * @param p in [0, 1]; take a small upper tail p as 1 - betaQuantile(p, b, a), which loses nothing
 * @throws InvalidStatisticsInputError when a number is out of range
 */
export function betaQuantile(p: number, a: number, b: number): number {
  requireThat(p >= 0 && p <= 1, `p is ${p}; give a probability in [0, 1]`);
  requirePositive('a', a);
  requirePositive('b', b);
  return quantile(p, a, b);
}

/** The x with 1 - I_x(a, b) = p; keeps small tails that 1 - p would round away. */
export function betaUpperQuantile(p: number, a: number, b: number): number {
  return 1 - betaQuantile(p, b, a);
}
