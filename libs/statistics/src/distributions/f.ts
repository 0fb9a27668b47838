import { requirePositive, requireThat } from '../require.js';
import { betaQuantile } from './beta.js';
import { incompleteBeta } from './incomplete-beta.js';

/**
 * P(F > x) for F with `numerator` and `denominator` degrees of freedom, in [0, 1]; relatively
 * accurate in the upper tail.
 *
 * @param x not negative; Infinity gives 0
 * @throws InvalidStatisticsInputError when a number is out of range
 * @source Abramowitz and Stegun 26.6.2
 */
export function fSurvival(x: number, numerator: number, denominator: number): number {
  requireThat(x >= 0, `F is ${x}; give a number >= 0`);
  requireDegrees(numerator, denominator);
  const share = denominator / (denominator + numerator * x);
  return incompleteBeta(share, denominator / 2, numerator / 2);
}

/**
 * The x with P(F <= x) = p, not negative.
 *
 * @param p in (0, 1)
 * @throws InvalidStatisticsInputError when a number is out of range
 */
export function fQuantile(p: number, numerator: number, denominator: number): number {
  requireThat(p > 0 && p < 1, `p is ${p}; give a probability between 0 and 1`);
  requireDegrees(numerator, denominator);
  // the share of the smaller tail is the one that is not rounded next to 1
  if (p > 0.5) {
    const share = betaQuantile(1 - p, denominator / 2, numerator / 2);
    return (denominator * (1 - share)) / (numerator * share);
  }
  const share = betaQuantile(p, numerator / 2, denominator / 2);
  return (denominator * share) / (numerator * (1 - share));
}

function requireDegrees(numerator: number, denominator: number): void {
  requirePositive('degrees of freedom of the numerator', numerator);
  requirePositive('degrees of freedom of the denominator', denominator);
}
