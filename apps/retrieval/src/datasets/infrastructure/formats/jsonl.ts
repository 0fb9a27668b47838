import { z } from 'zod';
import type { DatasetFormat, ImportSink, SourceFile } from '../../application/dataset-format.js';
import { NO_ANSWER } from '../../domain/draft-question.js';
import { paragraphsOf } from '../../domain/paragraphs.js';
import { jsonLines } from '../input/json-lines.js';
import { parseRow } from '../input/parse-row.js';
import type { RowLimits } from '../input/row-limits.js';
import { filesWith, QUESTION_ROLES, splitOf } from './question-files.js';

const documentSchema = z
  .object({
    id: z.string(),
    title: z.string().nullish(),
    text: z.string().nullish(),
    paragraphs: z.array(z.string()).nullish(),
  })
  .refine(({ text, paragraphs }) => typeof text === 'string' || Array.isArray(paragraphs), {
    path: ['text'],
    error: 'a document needs "text" or "paragraphs"',
  });

const questionSchema = z.object({
  id: z.string(),
  question: z.string(),
  answers: z.array(z.string()),
  type: z.enum(['factoid', 'yesno', 'list', 'summary', 'unanswerable']).default('factoid'),
  documentIds: z.array(z.string()).default([]),
  evidence: z.array(z.string()).default([]),
  split: z.enum(['train', 'test']).optional(),
  cluster: z.string().min(1).optional(),
});

/** Our own plain format: one file of documents, one or more of questions, a JSON object a line. */
export function jsonl(limits: RowLimits): DatasetFormat {
  return {
    name: 'jsonl',
    roles: ['documents', ...QUESTION_ROLES],
    required: [['documents'], QUESTION_ROLES],
    async read(files, sink) {
      for (const file of filesWith(files, ['documents'])) await readDocuments(file, sink, limits);
      for (const file of filesWith(files, QUESTION_ROLES)) await readQuestions(file, sink, limits);
    },
  };
}

async function readDocuments(file: SourceFile, sink: ImportSink, limits: RowLimits): Promise<void> {
  for await (const row of jsonLines(file, sink.issues, limits)) {
    const document = parseRow(documentSchema, row, sink.issues);
    if (!document) continue;
    await sink.addDocument(row.place, {
      documentId: document.id,
      title: document.title ?? '',
      paragraphs: document.paragraphs ?? paragraphsOf(document.text ?? ''),
    });
  }
}

async function readQuestions(file: SourceFile, sink: ImportSink, limits: RowLimits): Promise<void> {
  for await (const row of jsonLines(file, sink.issues, limits)) {
    const question = parseRow(questionSchema, row, sink.issues);
    if (!question) continue;
    const { id, answers, type, documentIds, evidence, cluster, split } = question;
    const withoutAnswer = type === 'unanswerable' && answers.length === 0;
    await sink.addQuestion(row.place, {
      questionId: id,
      text: question.question,
      type,
      references: withoutAnswer ? [NO_ANSWER] : answers,
      documentIds,
      evidence,
      cluster,
      split: splitOf(file) ?? split,
    });
  }
}
