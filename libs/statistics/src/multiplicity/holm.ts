import padjust from '@stdlib/stats-padjust';
import { adjustFamily, type Family } from './family.js';

/**
 * Holm's adjustment of a family of p-values: comparing the results with alpha keeps the chance of
 * any false finding at alpha, whatever the dependence between the tests.
 *
 * @returns adjusted p-values in the order given, shape [m], in [0, 1]
 * @throws InvalidStatisticsInputError when a p-value is out of range
 * @source Holm 1979 (Scand. J. Stat. 6)
 */
export function holm(pValues: readonly number[]): number[];
export function holm(pValues: Family): (number | undefined)[];
export function holm(pValues: Family): (number | undefined)[] {
  return adjustFamily(pValues, (known, m) => padjust([...known], 'holm', m));
}
