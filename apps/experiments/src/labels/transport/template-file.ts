import type { TemplateRow } from '../application/draw-template.js';
import { LABEL_COLUMNS, READING_COLUMNS } from '../domain/label-row.js';
import { type LabelFormat } from './label-format.js';

/** Most bytes of one piece. */
const PIECE_BYTES = 64 * 1024;

const WRITERS = { csv: csvLines, jsonl: jsonLines } as const satisfies Record<
  LabelFormat,
  (rows: AsyncIterable<TemplateRow>) => AsyncGenerator<string>
>;

/** A file to fill in, in pieces of at most 64 KiB; `rater` and `score` are empty. */
export async function* templateFile(
  format: LabelFormat,
  rows: AsyncIterable<TemplateRow>,
): AsyncGenerator<Buffer> {
  let open: Buffer[] = [];
  let size = 0;
  for await (const line of WRITERS[format](rows)) {
    const bytes = Buffer.from(line);
    open.push(bytes);
    size += bytes.length;
    if (size < PIECE_BYTES) continue;
    yield* piecesOf(Buffer.concat(open));
    [open, size] = [[], 0];
  }
  yield* piecesOf(Buffer.concat(open));
}

function* piecesOf(bytes: Buffer): Generator<Buffer> {
  for (let start = 0; start < bytes.length; start += PIECE_BYTES) {
    yield bytes.subarray(start, start + PIECE_BYTES);
  }
}

async function* csvLines(rows: AsyncIterable<TemplateRow>): AsyncGenerator<string> {
  yield `${[...LABEL_COLUMNS, ...READING_COLUMNS].join(',')}\r\n`;
  for await (const { answerId, criterion, question, references, text } of rows) {
    const read = [question, references.join(' / '), text].map(harmless);
    yield `${[answerId, criterion, '', '', ...read].map(csvCell).join(',')}\r\n`;
  }
}

async function* jsonLines(rows: AsyncIterable<TemplateRow>): AsyncGenerator<string> {
  for await (const { answerId, criterion, question, references, text } of rows) {
    const reference = references.join(' / ');
    const row = { answer: answerId, criterion, rater: '', score: null, question, reference, text };
    yield `${JSON.stringify(row)}\n`;
  }
}

/** A text of a model or a dataset that no spreadsheet takes for a formula; it is never read back. */
function harmless(text: string): string {
  return /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
}

function csvCell(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
