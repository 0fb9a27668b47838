import { requireAlpha, requirePositive, requireThat } from '../require.js';

export interface NormalMixtureInput {
  /** Chance that the sum ever leaves the boundary, [1e-12, 0.5). */
  readonly alpha: number;
  /** Variance at which the boundary is to be tightest, > 0, fixed beforehand. */
  readonly optimalVariance: number;
}

/**
 * Boundary that a sum of centred terms stays within at all times at once with chance 1 - alpha:
 * |S_t| <= sqrt((v + r)(log(1 + v / r) + 2 log(1 / alpha))), for terms as light-tailed as normal ones
 * whose variances add up to v.
 *
 * @param variance v, sum of the terms' (sub-Gaussian) variances so far, >= 0
 * @returns in units of the sum, > 0
 * @throws InvalidStatisticsInputError when a number is out of range
 * @source Howard et al. 2021 (Ann. Stat. 49, arXiv 1810.08240) proposition 5, two-sided normal
 *   mixture
 */
export function normalMixtureBoundary(variance: number, input: NormalMixtureInput): number {
  requireThat(
    variance >= 0 && Number.isFinite(variance),
    `variance is ${variance}; give a number >= 0`,
  );
  const r = normalMixturePrior(input);
  const grown = variance + r;
  return Math.sqrt(grown) * Math.sqrt(Math.log1p(variance / r) - 2 * Math.log(input.alpha));
}

/**
 * The mixture's parameter r that makes the boundary tightest near one variance:
 * v / (2 log(1 / alpha) + log(1 + 2 log(1 / alpha))).
 *
 * @returns > 0, in units of the variance
 * @throws InvalidStatisticsInputError when a number is out of range
 * @source Howard et al. 2021 section 3.5; this closed form approximates the best r, as in the
 *   authors' code
 */
export function normalMixturePrior({ alpha, optimalVariance }: NormalMixtureInput): number {
  requireAlpha(alpha);
  requirePositive('optimalVariance', optimalVariance);
  const log = -2 * Math.log(alpha);
  return optimalVariance / (log + Math.log1p(log));
}
