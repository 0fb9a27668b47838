import { requireThat } from '../require.js';
import { incompleteBeta } from './incomplete-beta.js';

/**
 * P(X <= k) for the number X of successes in `trials`, in [0, 1]; relatively accurate in the lower
 * tail.
 *
 * @param k whole number; below 0 gives 0, `trials` and above give 1
 * @param trials whole number >= 0
 * @param probability of a success, [0, 1]
 * @throws InvalidStatisticsInputError when a number is out of range
 * @source Abramowitz and Stegun 26.5.24
 */
export function binomialCdf(k: number, trials: number, probability: number): number {
  requireThat(Number.isInteger(k), `k is ${k}; give a whole number`);
  requireThat(
    Number.isInteger(trials) && trials >= 0,
    `trials is ${trials}; give a whole number >= 0`,
  );
  requireThat(
    probability >= 0 && probability <= 1,
    `probability is ${probability}; give a number in [0, 1]`,
  );
  if (k < 0) return 0;
  if (k >= trials) return 1;
  return incompleteBeta(1 - probability, trials - k, k + 1);
}
