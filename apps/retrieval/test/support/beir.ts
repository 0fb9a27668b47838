import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { createGunzip } from 'node:zlib';
import { sharedData } from '@equipoise/testing';

/** One published ranking task: what is searched, what for, and what should be found. */
export interface BeirTask {
  readonly corpus: readonly BeirText[];
  readonly queries: readonly BeirText[];
  /** Grades of documents by query id. */
  readonly judgements: ReadonlyMap<string, ReadonlyMap<string, number>>;
}

interface BeirText {
  readonly _id: string;
  readonly title?: string;
  readonly text: string;
}

/** Folder of a task, where the published datasets lie beside the repository. */
export function beirFolder(name: string): string | undefined {
  const shared = sharedData();
  return shared && join(shared, 'beir', name);
}

/** @param files relative to the folder; `qrels` with the header query-id, corpus-id, score or as JSONL */
export async function readBeir(
  folder: string,
  files: { corpus: string; qrels: string },
): Promise<BeirTask> {
  const judgements = new Map<string, Map<string, number>>();
  for await (const line of linesOf(join(folder, files.qrels))) {
    const [query, document, score] = judgementOf(line);
    if (!Number.isInteger(score)) continue; // the header
    const grades = judgements.get(query) ?? new Map<string, number>();
    judgements.set(query, grades.set(document, score));
  }
  const queries = await textsOf(join(folder, 'queries.jsonl'));
  return {
    corpus: await textsOf(join(folder, files.corpus)),
    queries: queries.filter((query) => judgements.has(query._id)),
    judgements,
  };
}

async function textsOf(path: string): Promise<BeirText[]> {
  const texts: BeirText[] = [];
  for await (const line of linesOf(path)) texts.push(JSON.parse(line) as BeirText);
  return texts;
}

function linesOf(path: string): AsyncIterable<string> {
  const bytes = createReadStream(path);
  return createInterface({ input: path.endsWith('.gz') ? bytes.pipe(createGunzip()) : bytes });
}

function judgementOf(line: string): [query: string, document: string, score: number] {
  if (!line.startsWith('{')) {
    const [query = '', document = '', score] = line.split('\t');
    return [query, document, Number(score)];
  }
  const row = JSON.parse(line) as Record<string, string | number>;
  return [String(row['query-id']), String(row['corpus-id']), Number(row.score)];
}
