import { requireAlpha } from '../require.js';
import { requireDesignEffect, requirePower } from './minimum-detectable-effect.js';

export interface NormalPlan {
  /** Two-sided level unless said otherwise, [1e-12, 0.5); default 0.05. */
  readonly alpha?: number;
  /** Chance to find the effect, above alpha and below 1; default 0.8. */
  readonly power?: number;
  /** Variance of the mean over that of as many independent questions, >= 1; default 1. */
  readonly designEffect?: number;
}

/** The plan with its defaults, refused where a number is out of range. */
export function requireNormalPlan(plan: NormalPlan): Required<NormalPlan> {
  const { alpha = 0.05, power = 0.8, designEffect = 1 } = plan;
  requireAlpha(alpha);
  requirePower(power, alpha);
  requireDesignEffect(designEffect);
  return { alpha, power, designEffect };
}
