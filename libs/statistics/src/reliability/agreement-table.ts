import { requireLength, requireThat } from '../require.js';

/** A category that a rater may give; compared by value. */
export type Label = string | number;

/**
 * How often two raters gave each pair of labels to the same items.
 *
 * @param first labels by the first rater, shape [n]
 * @param second labels by the second rater to the same items, shape [n]
 * @param labels the full list in its order, shape [k], no label twice: labels that nobody used keep
 *   their row and column, so that the distance between labels does not depend on the sample
 * @returns counts, shape [k][k], rows by the first rater
 * @throws InvalidStatisticsInputError when lengths differ, a label is listed twice, or a given label
 *   is not in the list
 */
export function agreementTable(
  first: readonly Label[],
  second: readonly Label[],
  labels: readonly Label[],
): number[][] {
  requireLength('second', second, first.length);
  const indexOf = new Map(labels.map((label, i) => [label, i]));
  requireThat(indexOf.size === labels.length, 'labels names a label twice; give each once');
  const index = (name: string, label: Label): number => {
    const found = indexOf.get(label);
    requireThat(found !== undefined, `${name} holds ${label}; add it to labels`);
    return found as number;
  };
  const table = labels.map(() => labels.map(() => 0));
  first.forEach((label, i) => {
    const row = table[index('first', label)] as number[];
    const column = index('second', second[i] as Label);
    row[column] = (row[column] as number) + 1;
  });
  return table;
}
