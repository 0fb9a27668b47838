import { requirePositive, requireThat } from '../require.js';
import { normalMixtureBoundary } from './normal-mixture.js';

export interface AsymptoticRadiusInput {
  /** Independent values so far (clusters, where questions are clustered), whole, >= 1. */
  readonly t: number;
  /** Their standard deviation so far, >= 0. */
  readonly standardDeviation: number;
  /** Chance that the sequence ever misses the mean, in the limit of a late start, [1e-12, 0.5). */
  readonly alpha: number;
  /** Number of values at which the sequence is to be narrowest, > 0, fixed beforehand. */
  readonly optimalAt: number;
}

/**
 * Half the width of an asymptotic confidence sequence around the running mean. It needs no bounds on
 * the values and is narrow from the start, but promises its level only as the first look moves late:
 * start looking at a few dozen values.
 *
 * @returns in units of the values; 0 when they do not vary, which proves nothing
 * @throws InvalidStatisticsInputError when a number is out of range
 * @source Waudby-Smith et al. 2024 (Ann. Stat. 52, arXiv 2103.06476) theorem 2.2: the normal mixture
 *   at variance t, over t, times the standard deviation
 */
export function asymptoticRadius(input: AsymptoticRadiusInput): number {
  const { t, standardDeviation, alpha, optimalAt } = input;
  requireThat(Number.isInteger(t) && t >= 1, `t is ${t}; give a whole number >= 1`);
  requireThat(
    standardDeviation >= 0 && Number.isFinite(standardDeviation),
    `standardDeviation is ${standardDeviation}; give a number >= 0`,
  );
  requirePositive('optimalAt', optimalAt);
  return (standardDeviation * normalMixtureBoundary(t, { alpha, optimalVariance: optimalAt })) / t;
}
