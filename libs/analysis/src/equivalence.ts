import { jointSurvival } from '@equipoise/statistics';
import { errorPartsOf, type SeedComparison } from './seed-error.js';

/**
 * p-value of two one-sided tests that a difference is at least `margin` in size: at most alpha exactly
 * when the interval at 1 - 2 alpha lies within the margin.
 *
 * @param margin >= 0, on the scale of the score; 0 for none, which nothing is equivalent within
 * @returns (0, 1); null without a margin or an error bar
 * @source Schuirmann 1987 (J. Pharmacokinet. Biopharm. 15)
 */
export function equivalencePOf(comparison: SeedComparison, margin: number): number | null {
  const { difference, standardError } = comparison;
  if (difference === null || standardError === null || margin <= 0) return null;
  return jointSurvival(margin - Math.abs(difference), errorPartsOf(comparison));
}
