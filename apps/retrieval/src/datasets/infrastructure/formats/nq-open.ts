import { contentKey } from '@equipoise/kernel';
import { z } from 'zod';
import type { DatasetFormat, ImportSink, SourceFile } from '../../application/dataset-format.js';
import { jsonLines } from '../input/json-lines.js';
import { parseRow } from '../input/parse-row.js';
import type { RowLimits } from '../input/row-limits.js';
import { questionFormat, splitOf } from './question-files.js';
import { addPassages, documentIdsOf } from './titled-passages.js';

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
  return questionFormat('nq-open', (file, sink) => readFile(file, sink, limits));
}

async function readFile(file: SourceFile, sink: ImportSink, limits: RowLimits): Promise<void> {
  for await (const row of jsonLines(file, sink.issues, limits)) {
    const parsed = parseRow(questionSchema, row, sink.issues);
    if (!parsed) continue;
    const { question, answer, answers, ctxs } = parsed;
    const passages = await addPassages(ctxs, sink);
    const gold = passages.filter(({ isgold }) => isgold);
    await sink.addQuestion(row.place, {
      questionId: contentKey(question.trim()).slice(0, ID_DIGITS),
      text: question,
      type: 'factoid',
      references: answers ?? answer ?? [],
      documentIds: documentIdsOf(gold),
      evidence: gold.map(({ text }) => text),
      split: splitOf(file),
    });
  }
}
