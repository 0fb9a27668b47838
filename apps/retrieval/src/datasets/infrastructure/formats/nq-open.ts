import { contentKey } from '@equipoise/kernel';
import { z } from 'zod';
import type { DatasetFormat, ImportSink, SourceFile } from '../../application/dataset-format.js';
import { jsonLines } from '../input/json-lines.js';
import { parseRow } from '../input/parse-row.js';
import type { RowLimits } from '../input/row-limits.js';
import { filesWith, QUESTION_ROLES, splitOf } from './question-files.js';

/** Hexadecimal digits of the ids that questions are given: 64 bits, for a few thousand questions. */
const ID_DIGITS = 16;

const passageSchema = z.object({
  title: z.string(),
  text: z.string(),
  isgold: z.boolean().default(false),
});

const questionSchema = z
  .object({
    question: z.string(),
    answer: z.array(z.string()).optional(),
    answers: z.array(z.string()).optional(),
    ctxs: z.array(passageSchema).default([]),
  })
  .refine(({ answer, answers }) => answer !== undefined || answers !== undefined, {
    path: ['answer'],
    error: 'expected a list of answers in "answer" or "answers"',
  });

/**
 * Short questions of Natural Questions without their pages, or, in the oracle variant, with
 * passages (`ctxs`). Passages with one title are one document. There are no ids: a question is
 * named by its text.
 *
 * @source Lee et al. 2019 (NQ-open); Cuconasu et al. 2024, "The Power of Noise" (oracle variant)
 */
export function nqOpen(limits: RowLimits): DatasetFormat {
  return {
    name: 'nq-open',
    roles: QUESTION_ROLES,
    required: [QUESTION_ROLES],
    async read(files, sink) {
      for (const file of filesWith(files, QUESTION_ROLES)) await readFile(file, sink, limits);
    },
  };
}

async function readFile(file: SourceFile, sink: ImportSink, limits: RowLimits): Promise<void> {
  for await (const row of jsonLines(file, sink.issues, limits)) {
    const parsed = parseRow(questionSchema, row, sink.issues);
    if (!parsed) continue;
    const { question, answer, answers, ctxs } = parsed;
    const passages = ctxs.filter(({ text }) => text.trim() !== '');
    for (const { title, text } of passages) {
      await sink.addPassage({ documentId: title, title, text, rank: 0 });
    }
    const gold = passages.filter(({ isgold }) => isgold);
    await sink.addQuestion(row.place, {
      questionId: contentKey(question.trim()).slice(0, ID_DIGITS),
      text: question,
      type: 'factoid',
      references: answers ?? answer ?? [],
      documentIds: [...new Set(gold.map(({ title }) => title))],
      evidence: gold.map(({ text }) => text),
      split: splitOf(file),
    });
  }
}
