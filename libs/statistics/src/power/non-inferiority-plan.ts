import { normalQuantile } from '../distributions/normal.js';
import { requirePositive, requireThat } from '../require.js';
import { type NormalPlan, requireNormalPlan } from './normal-plan.js';

export interface NonInferiorityAim {
  /** Standard deviation of the paired differences over questions, > 0. */
  readonly sd: number;
  /** Largest loss of no practical importance, > 0, in units of the score. */
  readonly margin: number;
  /** Difference expected in truth, above -margin; default 0. */
  readonly trueDifference?: number;
}

/**
 * Questions, not rounded, with which a system is shown to be worse by less than the margin:
 * ((z_a + z_b) sd / (margin + true difference))^2, times the design effect.
 *
 * @param plan its `alpha` is one-sided here
 * @throws InvalidStatisticsInputError when a number is out of range
 * @source Julious 2004 (Stat. Med. 23)
 */
export function requiredForNonInferiority(aim: NonInferiorityAim, plan: NormalPlan = {}): number {
  const { sd, margin, trueDifference = 0 } = aim;
  requirePositive('sd', sd);
  requirePositive('margin', margin);
  requireThat(
    margin + trueDifference > 0 && Number.isFinite(trueDifference),
    `trueDifference is ${trueDifference}; give one above minus the margin of ${margin}`,
  );
  const { alpha, power, designEffect } = requireNormalPlan(plan);
  const quantiles = normalQuantile(power) - normalQuantile(alpha);
  return designEffect * ((quantiles * sd) / (margin + trueDifference)) ** 2;
}
