import { normalQuantile } from '../distributions/normal.js';
import { requireThat } from '../require.js';
import { type NormalPlan, requireNormalPlan } from './normal-plan.js';

/** Two systems that answer each question right or wrong. */
export interface BinaryEffect {
  /** Share of questions that one system answers right and the other wrong, (0, 1]. */
  readonly discordant: number;
  /** True difference of the shares right, not 0, at most `discordant` in size. */
  readonly difference: number;
}

/**
 * Questions, not rounded, with which McNemar's test finds a difference of two shares:
 * (z_a sqrt(D) + z_b sqrt(D - d^2))^2 / d^2, times the design effect.
 *
 * @throws InvalidStatisticsInputError when a number is out of range
 * @source Connor 1987 (Biometrics 43); Miettinen 1968 (Biometrics 24)
 */
export function requiredBinaryPairs(effect: BinaryEffect, plan: NormalPlan = {}): number {
  const { discordant, difference } = effect;
  const size = Math.abs(difference);
  requireThat(
    discordant > 0 && discordant <= 1,
    `discordant is ${discordant}; give a share above 0 and at most 1`,
  );
  requireThat(
    size > 0 && size <= discordant,
    `difference is ${difference}; give one other than 0, at most ${discordant} in size`,
  );
  const { alpha, power, designEffect } = requireNormalPlan(plan);
  const spread =
    -normalQuantile(alpha / 2) * Math.sqrt(discordant) +
    normalQuantile(power) * Math.sqrt(discordant - size ** 2);
  return designEffect * (spread / size) ** 2;
}
