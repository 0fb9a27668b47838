import { reasonOf } from '@equipoise/kernel';
import type { SourceFile } from '../../application/dataset-format.js';
import type { Place } from '../../domain/import-issue.js';
import type { IssueLog } from '../../domain/issue-log.js';
import { linesOf } from './lines.js';
import type { RowLimits } from './row-limits.js';

/** A record of a file and where it stands. */
export interface RawRow {
  readonly place: Place;
  readonly value: unknown;
}

/** One row of text, decoded. */
interface TextRow {
  readonly place: Place;
  readonly text: string;
}

/** The lines of a UTF-8 text file that are not blank; what is no text or too long is noted as an error. */
export async function* textRows(
  file: SourceFile,
  issues: IssueLog,
  { maxRowBytes }: RowLimits,
): AsyncGenerator<TextRow> {
  const utf8 = new TextDecoder('utf-8', { fatal: true }); // drops a byte order mark
  for await (const { number, bytes } of linesOf(file.bytes(), maxRowBytes)) {
    const place = { file: file.name, line: number };
    if (!bytes) {
      const message = `the line is longer than ${maxRowBytes} bytes: is this JSONL, one record a line? If so, raise IMPORT_MAX_ROW_BYTES`;
      issues.error(place, { field: '', value: '', message });
      continue;
    }
    const text = decoded(utf8, bytes);
    if (text === undefined) {
      const message = 'the line is not UTF-8: save the file in that encoding';
      issues.error(place, { field: '', value: bytes.toString('latin1'), message });
    } else if (text.trim() !== '') {
      yield { place, text };
    }
  }
}

/**
 * The records of a JSONL file.
 *
 * @param prepare changes the text of a line before it is parsed
 */

export async function* jsonLines(
  file: SourceFile,
  issues: IssueLog,
  limits: RowLimits,
  prepare: (line: string) => string = (line) => line,
): AsyncGenerator<RawRow> {
  for await (const { place, text } of textRows(file, issues, limits)) {
    try {
      yield { place, value: JSON.parse(prepare(text)) as unknown };
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
      const message = `the line is no JSON (${reasonOf(error)}): write one JSON object a line`;
      issues.error(place, { field: '', value: text, message });
    }
  }
}

function decoded(utf8: InstanceType<typeof TextDecoder>, bytes: Buffer): string | undefined {
  try {
    return utf8.decode(bytes);
  } catch {
    return undefined; // noted as an issue of the row
  }
}
