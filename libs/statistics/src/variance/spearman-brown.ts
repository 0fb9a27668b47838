import { requirePositive, requireThat } from '../require.js';

/**
 * Reliability of the mean of `repeats` scores, in [0, 1].
 *
 * @param icc reliability of one score, ICC(1,1), in [0, 1]; take 0 for a negative estimate
 * @param repeats > 0, not necessarily whole
 * @throws InvalidStatisticsInputError when a number is out of range
 * @source Spearman 1910 and Brown 1910 (Br. J. Psychol. 3)
 */
export function reliabilityOfMean(icc: number, repeats: number): number {
  requireReliability(icc);
  requirePositive('repeats', repeats);
  return (repeats * icc) / (1 + (repeats - 1) * icc);
}

/**
 * Repeats after which the mean has the wanted reliability, > 0, not rounded; below 1 where one
 * score has more than is wanted.
 *
 * @param icc reliability of one score, in [0, 1]
 * @param target wanted reliability, in (0, 1)
 * @returns undefined when `icc` is 0: no number of repeats is enough
 * @throws InvalidStatisticsInputError when a number is out of range
 * @source as for reliabilityOfMean, solved for the repeats
 */
export function repeatsForReliability(icc: number, target: number): number | undefined {
  requireReliability(icc);
  requireThat(target > 0 && target < 1, `target is ${target}; give a reliability between 0 and 1`);
  return icc === 0 ? undefined : (target * (1 - icc)) / (icc * (1 - target));
}

function requireReliability(icc: number): void {
  requireThat(icc >= 0 && icc <= 1, `icc is ${icc}; give 0 to 1, and 0 for a negative estimate`);
}
