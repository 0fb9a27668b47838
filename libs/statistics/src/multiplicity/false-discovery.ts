import padjust from '@stdlib/stats-padjust';
import { adjustFamily, type Family } from './family.js';

/**
 * Benjamini and Hochberg's adjustment: comparing the results with alpha keeps the expected share of
 * false findings among all findings at alpha, for independent or positively dependent tests.
 *
 * @returns adjusted p-values in the order given, shape [m], in [0, 1]
 * @throws InvalidStatisticsInputError when a p-value is out of range
 * @source Benjamini and Hochberg 1995 (J. R. Stat. Soc. B 57)
 */
export function benjaminiHochberg(pValues: readonly number[]): number[];
export function benjaminiHochberg(pValues: Family): (number | undefined)[];
export function benjaminiHochberg(pValues: Family): (number | undefined)[] {
  return adjustFamily(pValues, (known, m) => padjust([...known], 'bh', m));
}

/**
 * The same with a factor of 1 + 1/2 + ... + 1/m, which holds under any dependence.
 *
 * @returns adjusted p-values in the order given, shape [m], in [0, 1]
 * @throws InvalidStatisticsInputError when a p-value is out of range
 * @source Benjamini and Yekutieli 2001 (Ann. Stat. 29)
 */
export function benjaminiYekutieli(pValues: readonly number[]): number[];
export function benjaminiYekutieli(pValues: Family): (number | undefined)[];
export function benjaminiYekutieli(pValues: Family): (number | undefined)[] {
  return adjustFamily(pValues, (known, m) => padjust([...known], 'by', m));
}
