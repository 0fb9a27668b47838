import { studentTSurvival } from '../distributions/student-t.js';
import { requirePositive } from '../require.js';
import { type Estimate } from './estimate.js';

/** Undefined is what the estimate's missing or zero standard error leaves undefined. */
export interface Tost {
  /** (estimate + margin) / SE: far above 0 speaks against a difference below -margin. */
  readonly lowerT: number | undefined;
  /** (estimate - margin) / SE: far below 0 speaks against a difference above margin. */
  readonly upperT: number | undefined;
  /** One-sided p-value of a difference of -margin or less, in [0, 1]. */
  readonly lowerP: number | undefined;
  /** One-sided p-value of a difference of margin or more, in [0, 1]. */
  readonly upperP: number | undefined;
  /** The larger of the two. */
  readonly pValue: number | undefined;
}

/**
 * Two one-sided tests that a difference is at least `margin` in size. Their p-value is below alpha
 * exactly when the interval at 1 - 2 alpha lies within the margin.
 *
 * @param margin largest difference of no practical importance, > 0, in units of the score; fix it
 *   beforehand and above the judge's bias
 * @throws InvalidStatisticsInputError when `margin` is not above 0
 * @source Schuirmann 1987 (J. Pharmacokinet. Biopharm. 15)
 */
export function tost(contrast: Estimate, margin: number): Tost {
  requirePositive('margin', margin);
  const { estimate, standardError, degreesOfFreedom } = contrast;
  const [above, below] = [estimate + margin, margin - estimate];
  if (standardError === undefined || degreesOfFreedom === undefined) {
    return { ...WITHOUT_T, lowerP: undefined, upperP: undefined, pValue: undefined };
  }
  if (standardError === 0) {
    const [lowerP, upperP] = [above > 0 ? 0 : 1, below > 0 ? 0 : 1];
    return { ...WITHOUT_T, lowerP, upperP, pValue: Math.max(lowerP, upperP) };
  }
  const [lowerT, upperT] = [above / standardError, -below / standardError];
  const lowerP = studentTSurvival(lowerT, degreesOfFreedom);
  const upperP = studentTSurvival(-upperT, degreesOfFreedom);
  return { lowerT, upperT, lowerP, upperP, pValue: Math.max(lowerP, upperP) };
}

const WITHOUT_T = { lowerT: undefined, upperT: undefined };
