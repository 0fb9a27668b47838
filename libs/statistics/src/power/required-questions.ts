import { requireAlpha, requirePositive, requireThat } from '../require.js';
import { requireDesignEffect, requirePower } from './minimum-detectable-effect.js';
import { powerOf } from './paired-power.js';

export interface RequiredQuestionsInput {
  /** True difference worth finding, not 0, in units of the score. */
  readonly effect: number;
  /** Standard deviation of the paired differences over questions, > 0, e.g. from a pilot. */
  readonly sd: number;
  /** Mean cluster size, >= 1; default 1. */
  readonly questionsPerCluster?: number;
  /** >= 1; default 1. */
  readonly designEffect?: number;
  /** Two-sided level, [1e-12, 0.5); default 0.05. Divide it by the comparisons of the family. */
  readonly alpha?: number;
  /** Chance to find the effect, above alpha and below 1; default 0.8. */
  readonly power?: number;
}

const MOST_QUESTIONS = 2 ** 40;

/**
 * Fewest questions, at least two clusters of them, with which a paired comparison finds `effect`
 * with the wanted power.
 *
 * @throws InvalidStatisticsInputError when a number is out of range, or the effect needs more than
 *   2^40 questions
 * @source as for pairedPower
 */
export function requiredQuestions(input: RequiredQuestionsInput): number {
  const plan = { questionsPerCluster: 1, designEffect: 1, alpha: 0.05, power: 0.8, ...input };
  const { effect, sd, questionsPerCluster, designEffect, alpha, power } = plan;
  requirePositive('size of the effect', Math.abs(effect));
  requirePositive('sd', sd);
  requireThat(
    questionsPerCluster >= 1 && Number.isFinite(questionsPerCluster),
    `questionsPerCluster is ${questionsPerCluster}; give a number >= 1`,
  );
  requireDesignEffect(designEffect);
  requireAlpha(alpha);
  requirePower(power, alpha);

  const suffices = (n: number): boolean =>
    powerOf({ effect, sd, n, clusterCount: n / questionsPerCluster, designEffect, alpha }) >= power;
  let enough = Math.ceil(2 * questionsPerCluster);
  let tooFew = enough - 1;
  while (!suffices(enough)) {
    tooFew = enough;
    enough *= 2;
    requireThat(enough <= MOST_QUESTIONS, `an effect of ${effect} needs over 2^40 questions`);
  }
  while (enough - tooFew > 1) {
    const middle = Math.floor((tooFew + enough) / 2);
    if (suffices(middle)) enough = middle;
    else tooFew = middle;
  }
  return enough;
}
