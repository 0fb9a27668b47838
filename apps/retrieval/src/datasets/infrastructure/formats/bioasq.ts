import { z } from 'zod';
import type { DatasetFormat, ImportSink, SourceFile } from '../../application/dataset-format.js';
import { UnreadableFileError } from '../../domain/datasets.errors.js';
import type { Place } from '../../domain/import-issue.js';
import { jsonRecords } from '../input/json-records.js';
import { parseRow } from '../input/parse-row.js';
import type { RowLimits } from '../input/row-limits.js';
import { addCorpus } from './beir-corpus.js';
import { exactAnswers, idealAnswers } from './bioasq-answers.js';
import { filesWith, QUESTION_ROLES, splitOf } from './question-files.js';

const snippetSchema = z.object({
  document: z.string(),
  text: z.string(),
  beginSection: z.string().nullish(),
  offsetInBeginSection: z.number().nullish(),
});

const questionSchema = z.object({
  id: z.string(),
  type: z.enum(['factoid', 'yesno', 'list', 'summary']),
  body: z.string(),
  documents: z.array(z.string()).nullish(),
  snippets: z.array(snippetSchema).nullish(),
  ideal_answer: z.union([z.string(), z.array(z.string())]).nullish(),
  exact_answer: z
    .union([z.string(), z.array(z.union([z.string(), z.array(z.string())]))])
    .nullish(),
});

type BioasqQuestion = z.output<typeof questionSchema>;
type Snippet = z.output<typeof snippetSchema>;

/**
 * Biomedical questions written by experts, as the challenge's golden files give them.
 *
 * The files hold snippets, not abstracts: a document is what all snippets of one PubMed id give,
 * unless a file with the role `corpus` holds its text.
 *
 * @source Tsatsaronis et al. 2015; BioASQ task B, golden files
 */
export function bioasq(limits: RowLimits): DatasetFormat {
  return {
    name: 'bioasq',
    roles: [...QUESTION_ROLES, 'corpus'],
    required: [QUESTION_ROLES],
    async read(files, sink) {
      for (const file of filesWith(files, ['corpus'])) await addCorpus(file, sink, limits);
      for (const file of filesWith(files, QUESTION_ROLES)) await readFile(file, sink, limits);
    },
  };
}

async function readFile(file: SourceFile, sink: ImportSink, limits: RowLimits): Promise<void> {
  let records = 0;
  for await (const row of jsonRecords(file, '$.questions.*', limits)) {
    records += 1;
    const question = parseRow(questionSchema, row, sink.issues);
    if (question && isAnswered(question, row.place, sink)) {
      await addQuestion(question, file, row.place, sink);
    }
  }
  if (records === 0) {
    throw new UnreadableFileError(file.name, 'holds no list "questions", as BioASQ files do');
  }
}

function isAnswered(question: BioasqQuestion, place: Place, sink: ImportSink): boolean {
  const { id, ideal_answer: ideal } = question;
  if (idealAnswers(ideal).length + exactAnswers(question).length === 0) {
    const message = `question ${id} has no answer: test sets and unanswered submissions cannot be imported; use the golden file of that batch`;
    sink.issues.error(place, { field: 'ideal_answer', value: ideal, message });
    return false;
  }
  if (typeof ideal === 'string') {
    const message =
      'ideal_answer is a text and not a list, as in the submission of a system: make sure that this is the golden file';
    sink.issues.tally('warning', place, { field: 'ideal_answer', value: ideal, message });
  }
  return true;
}

async function addQuestion(
  question: BioasqQuestion,
  file: SourceFile,
  place: Place,
  sink: ImportSink,
): Promise<void> {
  const snippets = (question.snippets ?? []).filter(({ text }) => text.trim() !== '');
  for (const snippet of snippets) await sink.addPassage(toPassage(snippet));
  const documents = [...(question.documents ?? []), ...snippets.map(({ document }) => document)];
  await sink.addQuestion(place, {
    questionId: question.id,
    text: question.body,
    type: question.type,
    references: [...idealAnswers(question.ideal_answer), ...exactAnswers(question)],
    documentIds: [],
    relatedDocumentIds: documents.map(pubmedIdOf),
    evidence: snippets.map(({ text }) => text),
    split: splitOf(file),
  });
}

function toPassage(snippet: Snippet): Parameters<ImportSink['addPassage']>[0] {
  const isTitle = snippet.beginSection === 'title';
  return {
    documentId: pubmedIdOf(snippet.document),
    title: isTitle ? snippet.text : '',
    text: snippet.text,
    rank: isTitle ? -1 : (snippet.offsetInBeginSection ?? Number.MAX_SAFE_INTEGER),
  };
}

/** `http://www.ncbi.nlm.nih.gov/pubmed/34022131` → `34022131` */
function pubmedIdOf(url: string): string {
  return /([^/]+)\/*$/.exec(url.trim())?.[1] ?? url;
}
