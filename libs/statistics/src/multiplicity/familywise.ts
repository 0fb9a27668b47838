import padjust from '@stdlib/stats-padjust';
import { adjustFamily, type Family } from './family.js';
import { stepUp } from './step-up.js';

/**
 * Bonferroni's adjustment, m p: keeps the chance of any false finding at alpha under any dependence,
 * as Holm's does, which finds at least as much.
 *
 * @returns adjusted p-values in the order given, shape [m], in [0, 1]
 * @throws InvalidStatisticsInputError when a p-value is out of range
 * @source Dunn 1961 (JASA 56)
 */
export function bonferroni(pValues: readonly number[]): number[];
export function bonferroni(pValues: Family): (number | undefined)[];
export function bonferroni(pValues: Family): (number | undefined)[] {
  return adjustFamily(pValues, (known, m) => padjust([...known], 'bonferroni', m));
}

/**
 * Hochberg's step-up form of Holm's adjustment: finds at least as much, but keeps its promise only
 * for independent or positively dependent tests.
 *
 * @returns adjusted p-values in the order given, shape [m], in [0, 1]
 * @throws InvalidStatisticsInputError when a p-value is out of range
 * @source Hochberg 1988 (Biometrika 75)
 */
export function hochberg(pValues: readonly number[]): number[];
export function hochberg(pValues: Family): (number | undefined)[];
export function hochberg(pValues: Family): (number | undefined)[] {
  return adjustFamily(pValues, (known, m) => stepUp(known, (rank) => m - rank + 1));
}
