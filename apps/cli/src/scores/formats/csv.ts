import { createReadStream } from 'node:fs';
import { type CsvError, type Info, parse } from 'csv-parse';
import { checkColumns } from '../check-columns.js';
import { ScoreFileError } from '../score-file.error.js';
import { type Columns, type RawRow } from '../score-row.js';

interface Parsed {
  readonly record: Readonly<Record<string, string>>;
  readonly info: Info;
}

/**
 * Rows of comma-separated values with a header line (RFC 4180), as they are read.
 *
 * @throws ScoreFileError when a line cannot be read
 */
export async function* csvRows(file: string, known: Columns): AsyncGenerator<RawRow> {
  const parser = parse({
    bom: true,
    info: true,
    skip_empty_lines: true,
    columns: (header: string[]) => {
      const names = header.map((name) => name.trim());
      checkColumns(names, 'the header', known);
      return names;
    },
  });
  const stream = createReadStream(file);
  stream.on('error', (error) => parser.destroy(error));
  stream.pipe(parser);
  let hasRows = false;
  try {
    for await (const { record, info } of parser as AsyncIterable<Parsed>) {
      hasRows = true;
      yield { place: `line ${info.lines}`, values: record };
    }
  } catch (error) {
    throw isCsvError(error) ? new ScoreFileError(`${error.message}: correct the line`) : error;
  }
  if (!hasRows) throw new ScoreFileError('there is no row of scores: add some below the header');
}

function isCsvError(error: unknown): error is CsvError {
  return error instanceof Error && 'code' in error && String(error.code).startsWith('CSV_');
}
