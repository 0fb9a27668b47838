import { z } from 'zod';
import type { SourceFile } from '../../application/dataset-format.js';
import type { Place } from '../../domain/import-issue.js';
import type { IssueLog } from '../../domain/issue-log.js';
import { textRows } from '../input/json-lines.js';
import { parseRow } from '../input/parse-row.js';
import type { RowLimits } from '../input/row-limits.js';

const idSchema = z.union([z.string().min(1), z.number()]).transform(String);

const judgementSchema = z.object({
  'query-id': idSchema,
  'corpus-id': idSchema,
  score: z.union([z.number(), z.string().regex(/^-?\d+(\.\d+)?$/)]).transform(Number),
});

export interface Judgement {
  readonly place: Place;
  readonly queryId: string;
  readonly documentId: string;
  /** 0 = irrelevant; more is better. */
  readonly score: number;
}

/** Reads relevance judgements: tab-separated with a header, as BEIR has them, or the same as JSONL. */
export async function* judgementsOf(
  file: SourceFile,
  issues: IssueLog,
  limits: RowLimits,
): AsyncGenerator<Judgement> {
  for await (const { place, text } of textRows(file, issues, limits)) {
    const value = text.startsWith('{') ? parsedJson(text) : parsedColumns(text);
    if (value === 'header') continue;
    const row = parseRow(judgementSchema, { place, value }, issues);
    if (!row) continue;
    yield { place, queryId: row['query-id'], documentId: row['corpus-id'], score: row.score };
  }
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text; // no object: noted as a row of the wrong shape
  }
}

function parsedColumns(text: string): unknown {
  const columns = text.replace(/\r$/, '').split('\t');
  if (columns[0] === 'query-id') return 'header';
  if (columns.length !== 3) return text;
  return { 'query-id': columns[0], 'corpus-id': columns[1], score: columns[2] };
}
