import { didYouMean } from '@equipoise/kernel';
import { type Columns } from './score-row.js';
import { ScoreFileError } from './score-file.error.js';

/**
 * Refuses a file that lacks a column or has one that means nothing here.
 *
 * @param names in the order of the file
 * @param where what has them, e.g. `the header` or `line 3`
 * @param columns that the file may have
 * @throws ScoreFileError
 */
export function checkColumns(names: readonly string[], where: string, columns: Columns): void {
  const known = Object.keys(columns);
  const unknown = names.find((name) => !known.includes(name));
  if (unknown !== undefined) {
    const meant = didYouMean(unknown, known);
    const remedy =
      meant === undefined
        ? `leave it out; the columns are ${known.join(', ')}`
        : `did you mean ${meant}?`;
    throw new ScoreFileError(`${where}: there is no column "${unknown}": ${remedy}`);
  }
  const twice = names.find((name, i) => names.indexOf(name) !== i);
  if (twice !== undefined) {
    throw new ScoreFileError(`${where}: the column ${twice} is there twice: leave one out`);
  }
  const missing = known.filter((name) => columns[name] === 'required' && !names.includes(name));
  if (missing.length > 0) {
    const those = missing.length === 1 ? 'column' : 'columns';
    throw new ScoreFileError(
      `${where}: the ${those} ${missing.join(', ')} must be there: add them`,
    );
  }
}
