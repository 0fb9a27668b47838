import { Readable } from 'node:stream';
import { type CsvError, type Info, parse } from 'csv-parse';
import { checkColumns } from '../domain/check-columns.js';
import type { LabelRow } from '../domain/label-row.js';
import { UnreadableLabelsError } from '../domain/labels.errors.js';
import { type LabelFormat } from './label-format.js';

/** Longest row: an answer with its question and reference. */
const MOST_ROW_BYTES = 4 * 1024 ** 2;

const READERS = { csv: csvRows, jsonl: jsonLines } as const satisfies Record<
  LabelFormat,
  (bytes: AsyncIterable<Uint8Array>) => AsyncGenerator<LabelRow>
>;

/**
 * Rows of a file of labels, as its bytes come.
 *
 * @throws UnreadableLabelsError naming the line that cannot be read
 */
export function labelRows(
  format: LabelFormat,
  bytes: AsyncIterable<Uint8Array>,
): AsyncGenerator<LabelRow> {
  return READERS[format](bytes);
}

interface Parsed {
  readonly record: Readonly<Record<string, string>>;
  readonly info: Info;
}

async function* csvRows(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<LabelRow> {
  const parser = parse({
    bom: true,
    info: true,
    skip_empty_lines: true,
    max_record_size: MOST_ROW_BYTES,
    columns: (header: string[]) => {
      const names = header.map((name) => name.trim());
      checkColumns(names, 1);
      return names;
    },
  });
  const source = Readable.from(textsOf(bytes));
  source.once('error', (error) => parser.destroy(error));
  source.pipe(parser);
  let last = 1; // the header
  try {
    for await (const { record, info } of parser as AsyncIterable<Parsed>) {
      yield { line: last + 1, values: record };
      last = info.lines;
    }
  } catch (error) {
    if (!isCsvError(error)) throw error;
    throw new UnreadableLabelsError(`${error.message}: correct the line`);
  } finally {
    source.destroy();
  }
}

async function* jsonLines(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<LabelRow> {
  let line = 0;
  for await (const text of linesOf(textsOf(bytes))) {
    line += 1;
    if (text.trim() === '') continue;
    const values = objectIn(text, line);
    checkColumns(Object.keys(values), line);
    yield { line, values };
  }
}

async function* linesOf(texts: AsyncIterable<string>): AsyncGenerator<string> {
  let open = '';
  for await (const text of texts) {
    const lines = (open + text).split('\n');
    open = lines.pop() ?? '';
    yield* lines;
    if (open.length > MOST_ROW_BYTES) {
      throw new UnreadableLabelsError('a line is longer than 4 MiB: write one JSON object a line');
    }
  }
  if (open !== '') yield open;
}

/** The same as text, without a byte order mark. */
async function* textsOf(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const utf8 = new TextDecoder('utf-8', { fatal: true });
  for await (const piece of bytes) yield decoded(() => utf8.decode(piece, { stream: true }));
  yield decoded(() => utf8.decode());
}

function decoded(decode: () => string): string {
  try {
    return decode();
  } catch {
    throw new UnreadableLabelsError('the file is not UTF-8: save it in that encoding');
  }
}

function objectIn(text: string, line: number): Readonly<Record<string, unknown>> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new UnreadableLabelsError(
      `line ${line}: no JSON (${(error as Error).message}): correct the line`,
    );
  }
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
    return value as Record<string, unknown>;
  }
  throw new UnreadableLabelsError(
    `line ${line}: ${text.slice(0, 80)} is no JSON object: write {"answer": …}`,
  );
}

function isCsvError(error: unknown): error is CsvError {
  return error instanceof Error && 'code' in error && String(error.code).startsWith('CSV_');
}
