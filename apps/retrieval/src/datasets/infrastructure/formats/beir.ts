import { z } from 'zod';
import type { DatasetFormat, ImportSink, SourceFile } from '../../application/dataset-format.js';
import type { Document } from '../../domain/dataset.js';
import type { Place } from '../../domain/import-issue.js';
import { jsonLines } from '../input/json-lines.js';
import { parseRow } from '../input/parse-row.js';
import type { RowLimits } from '../input/row-limits.js';
import { addCorpus } from './beir-corpus.js';
import { judgementsOf } from './beir-judgements.js';
import { filesWith } from './question-files.js';

const querySchema = z.object({ _id: z.string(), text: z.string() });

/** Ids of the relevant documents, by query id. */
type Relevant = Map<string, { readonly place: Place; readonly documentIds: string[] }>;

/**
 * Retrieval benchmarks: a corpus, queries, and judgements of which document answers which query.
 * They hold no reference answers, so the dataset can be searched but no answer can be scored.
 * All judged queries become the test split, and the judged documents their evidence.
 *
 * @source Thakur et al. 2021, "BEIR"
 */
export function beir(limits: RowLimits): DatasetFormat {
  return {
    name: 'beir',
    roles: ['corpus', 'queries', 'qrels'],
    required: [['corpus'], ['queries'], ['qrels']],
    retrievalOnly: true,
    async read(files, sink) {
      for (const file of filesWith(files, ['corpus'])) await addCorpus(file, sink, limits);
      const relevant: Relevant = new Map();
      for (const file of filesWith(files, ['qrels'])) {
        await readJudgements(file, relevant, sink, limits);
      }
      for (const file of filesWith(files, ['queries'])) {
        await readQueries(file, relevant, sink, limits);
      }
      noteUnknownQueries(relevant, sink);
    },
  };
}

async function readJudgements(
  file: SourceFile,
  relevant: Relevant,
  sink: ImportSink,
  limits: RowLimits,
): Promise<void> {
  for await (const { place, queryId, documentId, score } of judgementsOf(
    file,
    sink.issues,
    limits,
  )) {
    if (score <= 0) continue;
    if (!(await sink.document(documentId))) {
      const message = 'the judged document is not in the corpus: add it, or remove the judgement';
      sink.issues.error(place, { field: 'corpus-id', value: documentId, message });
      continue;
    }
    const known = relevant.get(queryId);
    if (known) known.documentIds.push(documentId);
    else relevant.set(queryId, { place, documentIds: [documentId] });
  }
}

async function readQueries(
  file: SourceFile,
  relevant: Relevant,
  sink: ImportSink,
  limits: RowLimits,
): Promise<void> {
  for await (const row of jsonLines(file, sink.issues, limits)) {
    const query = parseRow(querySchema, row, sink.issues);
    if (!query) continue;
    const judged = relevant.get(query._id);
    if (!judged) {
      const message = 'the judgements name no relevant document for this query: it was left aside';
      sink.issues.tally('warning', row.place, { field: '_id', value: query._id, message });
      continue;
    }
    relevant.delete(query._id);
    await sink.addQuestion(row.place, {
      questionId: query._id,
      text: query.text,
      type: 'summary',
      references: [],
      documentIds: judged.documentIds,
      evidence: await textsOf(judged.documentIds, sink),
      split: 'test',
    });
  }
}

async function textsOf(documentIds: readonly string[], sink: ImportSink): Promise<string[]> {
  const documents: (Document | undefined)[] = [];
  for (const id of documentIds) documents.push(await sink.document(id));
  return documents.flatMap((document) => document?.paragraphs ?? []);
}

function noteUnknownQueries(relevant: Relevant, sink: ImportSink): void {
  for (const [queryId, { place }] of relevant) {
    const message = 'the judged query is in no file of queries: add it, or remove the judgement';
    sink.issues.tally('error', place, { field: 'query-id', value: queryId, message });
  }
}
