import betainc from '@stdlib/math-base-special-betainc';
import { requirePositive, requireThat } from '../require.js';

/**
 * Regularised incomplete beta function I_x(a, b), the cumulative distribution of Beta(a, b) at x,
 * in [0, 1]; relatively accurate where it is small, to about 1e-11 for a and b up to a million.
 *
 * @param x in [0, 1]
 * @param a above 0
 * @param b above 0
 * @throws InvalidStatisticsInputError when a number is out of range
 * @source DiDonato and Morris 1992 (ACM TOMS 18), as in the package
 */
export function incompleteBeta(x: number, a: number, b: number): number {
  requireInRange(x, a, b);
  return betainc(x, a, b);
}

/**
 * 1 - I_x(a, b), relatively accurate where it is small: take it in place of the difference.
 *
 * @throws InvalidStatisticsInputError when a number is out of range
 */
export function incompleteBetaComplement(x: number, a: number, b: number): number {
  requireInRange(x, a, b);
  return betainc(x, a, b, true, true);
}

function requireInRange(x: number, a: number, b: number): void {
  requireThat(x >= 0 && x <= 1, `x is ${x}; give a number in [0, 1]`);
  requirePositive('a', a);
  requirePositive('b', b);
}
