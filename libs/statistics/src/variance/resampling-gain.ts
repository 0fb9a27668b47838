import { requireNotNegative, requireThat } from '../require.js';

export interface TotalVariance {
  /** Variance of true scores over questions, >= 0. */
  readonly betweenQuestions: number;
  /** Mean variance of one answer around its question's true score, >= 0; not both 0. */
  readonly withinQuestions: number;
}

/**
 * Variance of a mean over questions with K answers each, over that with one answer each:
 * (Var(x) + E[sigma^2] / K) / (Var(x) + E[sigma^2]), in (0, 1]. What questions contribute stays.
 *
 * @param repeats K, >= 1; Infinity gives the limit
 * @throws InvalidStatisticsInputError when a variance is negative, both are 0, or `repeats` is below 1
 * @source law of total variance, Miller 2024 (arXiv 2411.00640) section 3.1
 */
export function resamplingVarianceRatio(variance: TotalVariance, repeats: number): number {
  const { betweenQuestions, withinQuestions } = variance;
  requireNotNegative('betweenQuestions', betweenQuestions);
  requireNotNegative('withinQuestions', withinQuestions);
  const total = betweenQuestions + withinQuestions;
  requireThat(total > 0, 'both variances are 0; give one above 0, else there is nothing to lower');
  requireThat(repeats >= 1, `repeats is ${repeats}; give at least 1`);
  return (betweenQuestions + withinQuestions / repeats) / total;
}
