import { z } from 'zod';
import type { DatasetFormat, ImportSink, SourceFile } from '../../application/dataset-format.js';
import { NO_ANSWER } from '../../domain/draft-question.js';
import { jsonLines } from '../input/json-lines.js';
import { parseRow } from '../input/parse-row.js';
import type { RowLimits } from '../input/row-limits.js';
import { questionFormat, splitOf } from './question-files.js';
import { addPassages, documentIdsOf } from './titled-passages.js';

const questionSchema = z.object({
  id: z.string(),
  input: z.string(),
  passages: z.array(z.object({ title: z.string(), text: z.string() })),
  output: z.array(z.object({ answer: z.string() })),
});

/**
 * Questions of Natural Questions with answers in whole sentences that rest on one gold passage.
 * Passages with one title are one document; a question whose every answer is empty has none.
 *
 * @source Rosenthal et al. 2025, "CLAP NQ: Cohesive Long-form Answers from Passages in Natural
 *   Questions for RAG systems"
 */
export function clapNq(limits: RowLimits): DatasetFormat {
  return questionFormat('clap-nq', (file, sink) => readFile(file, sink, limits));
}

async function readFile(file: SourceFile, sink: ImportSink, limits: RowLimits): Promise<void> {
  for await (const row of jsonLines(file, sink.issues, limits)) {
    const parsed = parseRow(questionSchema, row, sink.issues);
    if (!parsed) continue;
    const passages = await addPassages(parsed.passages, sink);
    const answers = parsed.output.map(({ answer }) => answer.trim()).filter((text) => text !== '');
    const answerable = answers.length > 0;
    await sink.addQuestion(row.place, {
      questionId: parsed.id,
      text: parsed.input,
      type: answerable ? 'summary' : 'unanswerable',
      references: answerable ? answers : [NO_ANSWER],
      documentIds: documentIdsOf(passages),
      evidence: answerable ? passages.map(({ text }) => text) : [],
      split: splitOf(file),
    });
  }
}
