import { noncentralTSurvival } from '../distributions/noncentral-t.js';
import { studentTQuantile } from '../distributions/student-t.js';

/** A planned paired comparison; each number in its range, checked by the public functions. */
export interface PairedPlan {
  /** True difference, in units of the score. */
  readonly effect: number;
  /** Standard deviation of the paired differences over questions, > 0. */
  readonly sd: number;
  /** Questions, >= 2. */
  readonly n: number;
  /** Clusters, 2 to n, not necessarily whole. */
  readonly clusterCount: number;
  /** Variance of the mean over that of as many independent questions, >= 1. */
  readonly designEffect: number;
  /** Two-sided level, [1e-12, 0.5). */
  readonly alpha: number;
}

/** Standard error of the mean difference that a plan leads to expect. */
export function expectedError(plan: Pick<PairedPlan, 'sd' | 'n' | 'designEffect'>): number {
  return plan.sd * Math.sqrt(plan.designEffect / plan.n);
}

/**
 * Chance that the two-sided t test with clusters less one degrees of freedom finds a true
 * difference, in [alpha, 1].
 *
 * @param shift true difference over its standard error, >= 0
 */
export function powerAtShift(shift: number, df: number, alpha: number): number {
  const bound = -studentTQuantile(alpha / 2, df);
  const power = noncentralTSurvival(bound, df, shift) + noncentralTSurvival(bound, df, -shift);
  return Math.min(1, power);
}

export function powerOf(plan: PairedPlan): number {
  const shift = Math.abs(plan.effect) / expectedError(plan);
  return powerAtShift(shift, plan.clusterCount - 1, plan.alpha);
}
