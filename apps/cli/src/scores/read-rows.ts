import { stat } from 'node:fs/promises';
import { extname } from 'node:path';
import { reasonOf } from '@equipoise/kernel';
import { CliError } from '../exit-code.js';
import { csvRows } from './formats/csv.js';
import { jsonLinesRows } from './formats/json-lines.js';
import { parquetRows } from './formats/parquet.js';
import { ScoreFileError } from './score-file.error.js';
import { type Columns, type RawRow } from './score-row.js';

const READERS = {
  csv: csvRows,
  jsonl: jsonLinesRows,
  parquet: parquetRows,
} as const satisfies Record<string, (file: string, known: Columns) => AsyncIterable<RawRow>>;

type ScoreFormat = keyof typeof READERS;
const FORMATS = Object.keys(READERS) as ScoreFormat[];
const BY_EXTENSION: Readonly<Record<string, ScoreFormat>> = {
  '.csv': 'csv',
  '.jsonl': 'jsonl',
  '.ndjson': 'jsonl',
  '.parquet': 'parquet',
};

/** A table in a file. */
export interface TableFile {
  readonly path: string;
  /** By the extension where undefined. */
  readonly format?: string | undefined;
  readonly columns: Columns;
}

/**
 * Gives every row of a file to `take`, from the first to the last, as they are read.
 *
 * @throws CliError when there is no such file or format, or at the first fault in it
 */
export async function readRows(
  { path, format, columns }: TableFile,
  take: (row: RawRow) => void,
): Promise<void> {
  const read = READERS[formatOf(path, format)];
  await requireFile(path);
  try {
    for await (const raw of read(path, columns)) take(raw);
  } catch (error) {
    if (!(error instanceof ScoreFileError)) throw error;
    throw new CliError(`${path}, ${error.message}`);
  }
}

function formatOf(file: string, format: string | undefined): ScoreFormat {
  const known = FORMATS.find((name) => name === format);
  if (known !== undefined) return known;
  if (format !== undefined) {
    throw new CliError(`--format ${format} is unknown: use ${FORMATS.join(', ')}`);
  }
  const byExtension = BY_EXTENSION[extname(file).toLowerCase()];
  if (byExtension !== undefined) return byExtension;
  throw new CliError(
    `${file} does not end in ${Object.keys(BY_EXTENSION).join(', ')}: ` +
      `say what it is with --format ${FORMATS.join('|')}`,
  );
}

async function requireFile(file: string): Promise<void> {
  try {
    if ((await stat(file)).isFile()) return;
  } catch (error) {
    throw new CliError(`the file ${file} cannot be read: ${reasonOf(error)}`);
  }
  throw new CliError(`${file} is no file`);
}
