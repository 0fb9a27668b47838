import { normalQuantile } from '../distributions/normal.js';
import { requirePositive, requireThat } from '../require.js';
import { type NormalPlan, requireNormalPlan } from './normal-plan.js';

export interface VarianceParts {
  /** Variance over questions of the difference of true scores, >= 0. */
  readonly betweenQuestions: number;
  /** Mean variance of repeated answers of the base system to one question, >= 0. */
  readonly withinBase: number;
  /** The same for the tuned system, >= 0. */
  readonly withinTuned: number;
  /** Answers that each system gives to a question, >= 1. */
  readonly repeats: number;
  /** The same for the tuned system where it differs, >= 1. */
  readonly tunedRepeats?: number;
}

/**
 * Variance of one question's paired difference of mean scores, in squared units of the score: what
 * more repeats can lower, and what they cannot.
 *
 * @throws InvalidStatisticsInputError when a part is negative or `repeats` is below 1
 * @source Miller 2024 (arXiv 2411.00640) section 5
 */
export function differenceVariance(parts: VarianceParts): number {
  const { betweenQuestions, withinBase, withinTuned, repeats, tunedRepeats = repeats } = parts;
  const inRange = (variance: number): boolean => variance >= 0 && Number.isFinite(variance);
  requireThat(
    [betweenQuestions, withinBase, withinTuned].every(inRange),
    'a variance is negative or not finite; give numbers >= 0',
  );
  for (const [name, value] of Object.entries({ repeats, tunedRepeats })) {
    requireThat(value >= 1 && Number.isFinite(value), `${name} is ${value}; give at least 1`);
  }
  return betweenQuestions + withinBase / repeats + withinTuned / tunedRepeats;
}

/**
 * Minimum detectable effect by the normal approximation, in units of the score; somewhat too small
 * under a few hundred questions, where `minimumDetectableEffect` is right.
 *
 * @param variance of one question's difference, > 0
 * @param n questions, >= 1
 * @throws InvalidStatisticsInputError when a number is out of range
 * @source Miller 2024 eq. 10
 */
export function normalDetectableEffect(variance: number, n: number, plan: NormalPlan = {}): number {
  requirePositive('variance', variance);
  requireThat(n >= 1 && Number.isFinite(n), `n is ${n}; give at least 1`);
  const { designEffect, quantiles } = checked(plan);
  return quantiles * Math.sqrt((designEffect * variance) / n);
}

/**
 * Questions that the normal approximation asks for, not rounded; times the design effect.
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
  const { designEffect, quantiles } = checked(plan);
  return (designEffect * quantiles ** 2 * variance) / effect ** 2;
}

function checked(plan: NormalPlan): { designEffect: number; quantiles: number } {
  const { alpha, power, designEffect } = requireNormalPlan(plan);
  return { designEffect, quantiles: normalQuantile(power) - normalQuantile(alpha / 2) };
}
