import padjust from '@stdlib/stats-padjust';
import { requireThat } from '../require.js';

/**
 * Holm's adjustment of a family of p-values: comparing the results with alpha keeps the chance of
 * any false finding at alpha, whatever the dependence between the tests.
 *
 * @param pValues shape [m], in [0, 1]; the whole family declared beforehand. Undefined is a
 *   comparison that could not be tested: it stays undefined and still counts in m
 * @returns adjusted p-values in the order given, shape [m], in [0, 1]
 * @throws InvalidStatisticsInputError when a p-value is out of range
 * @source Holm 1979 (Scand. J. Stat. 6)
 */
export function holm(pValues: readonly number[]): number[];
export function holm(pValues: readonly (number | undefined)[]): (number | undefined)[];
export function holm(pValues: readonly (number | undefined)[]): (number | undefined)[] {
  const known = pValues.filter((p) => p !== undefined);
  const wrong = known.find((p) => !(p >= 0 && p <= 1));
  requireThat(wrong === undefined, `p-value ${wrong} is not in [0, 1]`);
  const adjusted = known.length === 0 ? [] : padjust(known, 'holm', pValues.length);
  let next = 0;
  return pValues.map((p) => (p === undefined ? undefined : adjusted[next++]));
}
