import type { EntityManager } from 'typeorm';
import type { DatasetContent } from '../../application/dataset-versions.js';

/** Rows of one INSERT; a row of `BATCH_BYTES` goes alone. */
const BATCH_ROWS = 500;
const BATCH_BYTES = 4 * 1024 * 1024;

const INSERT_DOCUMENTS = `
  INSERT INTO documents (version_id, ordinal, document_id, title, paragraphs)
  SELECT $1, ordinal, "documentId", title, paragraphs
  FROM jsonb_to_recordset($2::jsonb)
    AS row (ordinal int, "documentId" text, title text, paragraphs text[])
  ON CONFLICT DO NOTHING`;

const INSERT_QUESTIONS = `
  INSERT INTO questions (version_id, ordinal, question_id, cluster, split, text, type,
                         reference_answers, document_ids, evidence)
  SELECT $1, ordinal, "questionId", cluster, split, text, type, "references", "documentIds", evidence
  FROM jsonb_to_recordset($2::jsonb)
    AS row (ordinal int, "questionId" text, cluster text, split text, text text, type text,
            "references" text[], "documentIds" text[], evidence text[])
  ON CONFLICT DO NOTHING`;

/** Writes a version's documents and questions; what another import has just written is left as it is. */
export async function storeContent(
  manager: EntityManager,
  versionId: string,
  { documents, questions }: DatasetContent,
): Promise<void> {
  for await (const batch of batchesOf(documents)) {
    await manager.query(INSERT_DOCUMENTS, [versionId, batch]);
  }
  for await (const batch of batchesOf(questions)) {
    await manager.query(INSERT_QUESTIONS, [versionId, batch]);
  }
}

/** JSON lists of bounded size, each record with its number from 0. */
async function* batchesOf(records: AsyncIterable<object>): AsyncGenerator<string> {
  let rows: string[] = [];
  let bytes = 0;
  let ordinal = 0;
  for await (const record of records) {
    const row = JSON.stringify({ ...record, ordinal });
    ordinal += 1;
    rows.push(row);
    bytes += Buffer.byteLength(row);
    if (rows.length < BATCH_ROWS && bytes < BATCH_BYTES) continue;
    yield `[${rows.join(',')}]`;
    [rows, bytes] = [[], 0];
  }
  if (rows.length > 0) yield `[${rows.join(',')}]`;
}
