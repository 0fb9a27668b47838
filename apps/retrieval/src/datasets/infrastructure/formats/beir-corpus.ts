import { z } from 'zod';
import type { ImportSink, SourceFile } from '../../application/dataset-format.js';
import { paragraphsOf } from '../../domain/paragraphs.js';
import { jsonLines } from '../input/json-lines.js';
import { parseRow } from '../input/parse-row.js';
import type { RowLimits } from '../input/row-limits.js';

const documentSchema = z.object({
  _id: z.string(),
  title: z.string().nullish(),
  text: z.string(),
});

/** Reads a corpus as BEIR has it: JSONL of `_id`, `title`, `text`. A title alone is also a text. */
export async function addCorpus(
  file: SourceFile,
  sink: ImportSink,
  limits: RowLimits,
): Promise<void> {
  for await (const row of jsonLines(file, sink.issues, limits)) {
    const document = parseRow(documentSchema, row, sink.issues);
    if (!document) continue;
    const [title, paragraphs] = [document.title ?? '', paragraphsOf(document.text)];
    await sink.addDocument(row.place, {
      documentId: document._id,
      title,
      paragraphs: paragraphs.length > 0 ? paragraphs : [title],
    });
  }
}
