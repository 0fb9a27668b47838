import { studentTQuantile, studentTSurvival } from '../distributions/student-t.js';
import { requireAlpha, requirePositive } from '../require.js';
import { type Estimate } from './estimate.js';

/** Undefined is what a missing standard error leaves undefined. */
export interface NonInferiority {
  /** One-sided p-value of a difference of -margin or less, in [0, 1]. */
  readonly pValue: number | undefined;
  /** One-sided lower bound of the difference at 1 - alpha, in units of the score. */
  readonly lowerBound: number | undefined;
  /** Whether the bound lies above -margin; false where there is no bound. */
  readonly isNonInferior: boolean;
}

/**
 * Whether a system, of which more is better, is worse by less than a margin.
 *
 * @param margin largest loss of no practical importance, > 0, in units of the score, fixed beforehand
 * @param alpha one-sided level, [1e-12, 0.5)
 * @throws InvalidStatisticsInputError when `margin` or `alpha` is out of range
 * @source Piaggio et al. 2012 (JAMA 308), CONSORT for non-inferiority and equivalence trials
 */
export function nonInferiority(contrast: Estimate, margin: number, alpha: number): NonInferiority {
  requirePositive('margin', margin);
  requireAlpha(alpha);
  const { estimate, standardError, degreesOfFreedom } = contrast;
  if (standardError === undefined || degreesOfFreedom === undefined) {
    return { pValue: undefined, lowerBound: undefined, isNonInferior: false };
  }
  const lowerBound = estimate + studentTQuantile(alpha, degreesOfFreedom) * standardError;
  const room = estimate + margin;
  const certain = room > 0 ? 0 : 1;
  const pValue =
    standardError === 0 ? certain : studentTSurvival(room / standardError, degreesOfFreedom);
  return { pValue, lowerBound, isNonInferior: lowerBound > -margin };
}
