import { studentTSurvival } from '../distributions/student-t.js';
import { requirePositive } from '../require.js';
import { type PairedContrast } from './paired-cluster-contrast.js';

/**
 * p-value of two one-sided tests that the difference is at least `margin` in size: the larger of
 * the two. At most alpha exactly when the interval at 1 - 2 alpha lies within the margin.
 *
 * @param margin largest difference of no practical importance, > 0, in units of the score
 * @returns in [0, 1]; undefined where the contrast has no standard error
 * @throws InvalidStatisticsInputError when `margin` is not above 0
 * @source Schuirmann 1987 (J. Pharmacokinet. Biopharm. 15)
 */
export function tostPValue(
  contrast: Pick<PairedContrast, 'estimate' | 'standardError' | 'degreesOfFreedom'>,
  margin: number,
): number | undefined {
  requirePositive('margin', margin);
  const { estimate, standardError, degreesOfFreedom } = contrast;
  if (standardError === undefined || degreesOfFreedom === undefined) return undefined;
  const room = margin - Math.abs(estimate);
  if (standardError === 0) return room > 0 ? 0 : 1;
  return studentTSurvival(room / standardError, degreesOfFreedom);
}
