import { reasonOf } from '@equipoise/kernel';
import type { DatasetFormat, ImportSink, SourceFile } from '../../application/dataset-format.js';
import type { Document } from '../../domain/dataset.js';
import { htmlText } from '../input/html-text.js';
import { jsonLines, type RawRow } from '../input/json-lines.js';
import { parseRow } from '../input/parse-row.js';
import type { RowLimits } from '../input/row-limits.js';
import { nqAnswers } from './nq-answers.js';
import { type NqPage, nqPage } from './nq-page.js';
import { type NqRecord, nqRecordSchema, quoteIds } from './nq-record.js';
import { questionFormat, splitOf } from './question-files.js';

/**
 * Questions to a search engine, each with a Wikipedia page: the simplified release and the
 * original one. A page is one document for each of its revisions; all revisions are one cluster.
 *
 * @source Kwiatkowski et al. 2019, "Natural Questions", release v1.0
 */
export function naturalQuestions(limits: RowLimits): DatasetFormat {
  return questionFormat('natural-questions', async (file, sink) => {
    for await (const row of jsonLines(file, sink.issues, limits, quoteIds)) {
      await readRow(row, file, sink);
    }
  });
}

async function readRow(row: RawRow, file: SourceFile, sink: ImportSink): Promise<void> {
  const record = parseRow(nqRecordSchema, row, sink.issues);
  if (!record) return;
  const [page, address] = [nqPage(record), addressOf(record)];
  try {
    const paragraphs = paragraphsOf(record, page);
    const answers = nqAnswers(record.annotations, page);
    await addPage(row, { documentId: address.revision, title: address.title, paragraphs }, sink);
    await sink.addQuestion(row.place, {
      questionId: record.example_id,
      text: record.question_text,
      ...answers,
      documentIds: [address.revision],
      cluster: address.title,
      split: splitOf(file),
    });
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    const message = `${reasonOf(error)}: the record was cut short or changed; take it from the release again`;
    sink.issues.error(row.place, { field: 'annotations', value: record.example_id, message });
  }
}

/** Top-level candidates for a long answer: the paragraphs, tables and lists of the page. */
function paragraphsOf(record: NqRecord, page: NqPage): string[] {
  const texts = record.long_answer_candidates
    .filter(({ top_level }) => top_level)
    .map((span) => page.text(span));
  if (texts.includes(undefined)) {
    throw new RangeError('a long answer candidate lies outside the page');
  }
  const paragraphs = texts.filter((text) => text !== undefined && text !== '') as string[];
  return paragraphs.length > 0 ? paragraphs : [page.all()];
}

/** Several questions may be about one page; the first one brings it. */
async function addPage(row: RawRow, page: Document, sink: ImportSink): Promise<void> {
  if (!(await sink.document(page.documentId))) await sink.addDocument(row.place, page);
}

/** `…/index.php?title=Some_Page&amp;oldid=123` → title `Some Page`, revision `Some Page@123` */
function addressOf(record: NqRecord): { title: string; revision: string } {
  const url = htmlText(record.document_url); // the release escapes it as HTML
  const query = URL.canParse(url) ? new URL(url).searchParams : new URLSearchParams();
  const title = (query.get('title') ?? record.document_title ?? url).replaceAll('_', ' ').trim();
  const revision = query.get('oldid');
  return { title, revision: revision === null ? title : `${title}@${revision}` };
}
