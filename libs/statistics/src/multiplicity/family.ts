import { requireThat } from '../require.js';

/**
 * The p-values of a family of comparisons declared beforehand, shape [m], in [0, 1]. Undefined is a
 * comparison that could not be tested: it stays undefined and still counts in m.
 */
export type Family = readonly (number | undefined)[];

/**
 * Adjusts the known members of a family and puts the results where they came from.
 *
 * @param adjust gets the known p-values, at least one, and m; gives as many adjusted ones
 * @throws InvalidStatisticsInputError when a p-value is out of range
 */
export function adjustFamily(
  pValues: Family,
  adjust: (known: readonly number[], m: number) => readonly number[],
): (number | undefined)[] {
  const known = pValues.filter((p) => p !== undefined);
  const at = pValues.findIndex((p) => p !== undefined && !(p >= 0 && p <= 1));
  requireThat(at < 0, `pValues[${at}] is ${pValues[at]}; give a p-value in [0, 1]`);
  const adjusted = known.length === 0 ? [] : adjust(known, pValues.length);
  let next = 0;
  return pValues.map((p) => (p === undefined ? undefined : adjusted[next++]));
}

/**
 * Which members of a family are findings at a level.
 *
 * @param adjusted adjusted p-values, shape [m]; an undefined one is no finding
 * @param alpha level of the whole family, in (0, 1)
 * @throws InvalidStatisticsInputError when `alpha` is out of range
 */
export function findingsAmong(adjusted: Family, alpha: number): boolean[] {
  requireThat(alpha > 0 && alpha < 1, `alpha is ${alpha}; give a level between 0 and 1`);
  return adjusted.map((p) => p !== undefined && p <= alpha);
}
