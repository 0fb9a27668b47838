import { didYouMean } from '@equipoise/kernel';
import { LABEL_COLUMNS, READING_COLUMNS } from './label-row.js';
import { UnreadableLabelsError } from './labels.errors.js';

const KNOWN: readonly string[] = [...LABEL_COLUMNS, ...READING_COLUMNS];

/**
 * Refuses a file that lacks a column or has one that means nothing here.
 *
 * @param names in the order of the file
 * @param line 1-based, where they stand
 * @throws UnreadableLabelsError
 */
export function checkColumns(names: readonly string[], line: number): void {
  const unknown = names.find((name) => !KNOWN.includes(name));
  if (unknown !== undefined) {
    const meant = didYouMean(unknown, KNOWN);
    const remedy =
      meant === undefined
        ? `leave it out; the columns are ${KNOWN.join(', ')}, separated by commas`
        : `did you mean ${meant}?`;
    throw new UnreadableLabelsError(`line ${line}: there is no column "${unknown}": ${remedy}`);
  }
  const twice = names.find((name, i) => names.indexOf(name) !== i);
  if (twice !== undefined) {
    throw new UnreadableLabelsError(
      `line ${line}: the column ${twice} is there twice: leave one out`,
    );
  }
  const missing = LABEL_COLUMNS.filter((name) => !names.includes(name));
  if (missing.length === 0) return;
  throw new UnreadableLabelsError(
    `line ${line}: the column${missing.length === 1 ? '' : 's'} ${missing.join(', ')} must be there: add what is missing`,
  );
}
