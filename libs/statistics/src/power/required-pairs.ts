import { bisect } from '../bisect.js';
import { requireAlpha, requirePositive, requireThat } from '../require.js';
import { requirePower } from './minimum-detectable-effect.js';
import { powerAtShift } from './paired-power.js';

export interface RequiredPairsInput {
  /** True difference over the standard deviation of the paired differences, not 0. */
  readonly dz: number;
  /** Two-sided level, [1e-12, 0.5); default 0.05. */
  readonly alpha?: number;
  /** Chance to find the effect, above alpha and below 1; default 0.8. */
  readonly power?: number;
}

const MOST_PAIRS = 2 ** 40;

/**
 * Independent questions with which the paired t test has just the wanted power, not rounded, at
 * least 2. `requiredQuestions` gives whole questions, and knows clusters.
 *
 * @throws InvalidStatisticsInputError when a number is out of range, or over 2^40 pairs are needed
 * @source noncentral t with n - 1 degrees of freedom, Cohen 1988 section 2
 */
export function requiredPairs({ dz, alpha = 0.05, power = 0.8 }: RequiredPairsInput): number {
  requirePositive('size of dz', Math.abs(dz));
  requireAlpha(alpha);
  requirePower(power, alpha);
  const powerWith = (n: number): number => powerAtShift(Math.abs(dz) * Math.sqrt(n), n - 1, alpha);
  if (powerWith(2) >= power) return 2;
  let high = 4;
  while (powerWith(high) < power) {
    high *= 2;
    requireThat(high <= MOST_PAIRS, `a dz of ${dz} needs over 2^40 pairs; give a larger one`);
  }
  return bisect(powerWith, power, [2, high]);
}
