import { requireThat } from '../require.js';
import { stepUp } from './step-up.js';

export interface EValueFindings {
  /** Levels at which each becomes a finding, shape [m], in [0, 1]: adjusted p-values in effect. */
  readonly adjusted: readonly number[];
  /** Shape [m]. */
  readonly isFinding: readonly boolean[];
  readonly findingCount: number;
  /** Smallest e-value that is enough, m / (k alpha) with k findings, or m / alpha with none. */
  readonly threshold: number;
}

/**
 * Benjamini and Hochberg's procedure for e-values: the k largest are findings, with k the most for
 * which the k-th largest is at least m / (k alpha). Keeps the expected share of false findings at
 * alpha under any dependence, and whenever the comparisons stop.
 *
 * @param eValues evidence against each null hypothesis, shape [m], >= 0; Infinity is allowed
 * @param alpha level, in (0, 1)
 * @throws InvalidStatisticsInputError when an e-value is negative or not a number, or `alpha` is out
 *   of range
 * @source Wang and Ramdas 2022 (J. R. Stat. Soc. B 84), e-BH
 */
export function eBenjaminiHochberg(eValues: readonly number[], alpha: number): EValueFindings {
  requireThat(alpha > 0 && alpha < 1, `alpha is ${alpha}; give a level between 0 and 1`);
  const at = eValues.findIndex((e) => !(e >= 0));
  requireThat(at < 0, `eValues[${at}] is ${eValues[at]}; give a number >= 0`);
  const m = eValues.length;
  const descending = eValues.toSorted((a, b) => b - a);
  const enough = (count: number): number => m / (count * alpha);
  const findingCount = 1 + descending.findLastIndex((e, i) => e >= enough(i + 1));
  const threshold = enough(Math.max(1, findingCount));
  const adjusted = stepUp(
    eValues.map((e) => 1 / e),
    (rank) => m / rank,
  );
  return {
    adjusted,
    isFinding: eValues.map((e) => findingCount > 0 && e >= threshold),
    findingCount,
    threshold,
  };
}
