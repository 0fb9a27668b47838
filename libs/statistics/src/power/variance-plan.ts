import { normalQuantile } from '../distributions/normal.js';
import { requireAlpha, requirePositive, requireThat } from '../require.js';
import { requirePower } from './minimum-detectable-effect.js';

export interface VarianceParts {
  /** Variance over questions of the difference of true scores, >= 0. */
  readonly betweenQuestions: number;
  /** Mean variance of repeated answers of the base system to one question, >= 0. */
  readonly withinBase: number;
  /** The same for the tuned system, >= 0. */
  readonly withinTuned: number;
  /** Answers that each system gives to a question, >= 1. */
  readonly repeats: number;
}

export interface NormalPlan {
  /** Two-sided level, [1e-12, 0.5); default 0.05. */
  readonly alpha?: number;
  /** Chance to find the effect, above alpha and below 1; default 0.8. */
  readonly power?: number;
}

/**
 * Variance of one question's paired difference of mean scores, in squared units of the score: what
 * more repeats can lower, and what they cannot.
 *
 * @throws InvalidStatisticsInputError when a part is negative or `repeats` is below 1
 * @source Miller 2024 (arXiv 2411.00640) section 5
 */
export function differenceVariance(parts: VarianceParts): number {
  const { betweenQuestions, withinBase, withinTuned, repeats } = parts;
  const inRange = (variance: number): boolean => variance >= 0 && Number.isFinite(variance);
  requireThat(
    [betweenQuestions, withinBase, withinTuned].every(inRange),
    'a variance is negative or not finite; give numbers >= 0',
  );
  requireThat(repeats >= 1 && Number.isFinite(repeats), `repeats is ${repeats}; give at least 1`);
  return betweenQuestions + (withinBase + withinTuned) / repeats;
}

/**
 * Minimum detectable effect by the normal approximation, in units of the score; somewhat too small
 * under a few hundred questions, where `minimumDetectableEffect` is right.
 *
 * @param variance of one question's difference, > 0
 * @param n independent questions, >= 1
 * @throws InvalidStatisticsInputError when a number is out of range
 * @source Miller 2024 eq. 10
 */
export function normalDetectableEffect(variance: number, n: number, plan: NormalPlan = {}): number {
  requirePositive('variance', variance);
  requireThat(n >= 1 && Number.isFinite(n), `n is ${n}; give at least 1`);
  return quantileSum(plan) * Math.sqrt(variance / n);
}

/**
 * Independent questions that the normal approximation asks for, not rounded.
 *
 * @param variance of one question's difference, > 0
 * @param effect true difference worth finding, not 0
 * @throws InvalidStatisticsInputError when a number is out of range
 * @source Miller 2024 eq. 9
 */
export function normalRequiredQuestions(
  variance: number,
  effect: number,
  plan: NormalPlan = {},
): number {
  requirePositive('variance', variance);
  requirePositive('size of the effect', Math.abs(effect));
  return (quantileSum(plan) ** 2 * variance) / effect ** 2;
}

function quantileSum({ alpha = 0.05, power = 0.8 }: NormalPlan): number {
  requireAlpha(alpha);
  requirePower(power, alpha);
  return normalQuantile(power) - normalQuantile(alpha / 2);
}
