import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { checkColumns } from '../check-columns.js';
import { ScoreFileError, shown } from '../score-file.error.js';
import { type Columns, type RawRow } from '../score-row.js';

/**
 * Rows of a file with one JSON object a line, as they are read.
 *
 * @throws ScoreFileError when a line holds no object, or no known column
 */
export async function* jsonLinesRows(file: string, known: Columns): AsyncGenerator<RawRow> {
  const lines = createInterface({ input: createReadStream(file, 'utf8'), crlfDelay: Infinity });
  let line = 0;
  let hasRows = false;
  for await (const text of lines) {
    line += 1;
    if (text.trim() === '') continue;
    hasRows = true;
    const place = `line ${line}`;
    const values = objectIn(text, place);
    checkColumns(Object.keys(values), place, known);
    yield { place, values };
  }
  if (!hasRows) throw new ScoreFileError('the file is empty: add one JSON object a line');
}

function objectIn(text: string, place: string): Readonly<Record<string, unknown>> {
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    throw new ScoreFileError(`${place}: no JSON (${(error as Error).message}): correct the line`);
  }
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
    return value as Record<string, unknown>;
  }
  throw new ScoreFileError(`${place}: ${shown(value)} is no JSON object: write {"dataset": …}`);
}
