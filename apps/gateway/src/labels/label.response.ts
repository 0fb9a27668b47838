import { z } from 'zod';

export const importLabelsQuery = z.object({
  replace: z
    .enum(['true', 'false'])
    .default('false')
    .describe('true: scores that differ from stored ones take their place, instead of a refusal.'),
});

export const importLabelsResponse = z.object({
  added: z.int(),
  replaced: z.int(),
  unchanged: z.int().describe('There already.'),
  empty: z.int().describe('Rows without a score, left out.'),
  revision: z.int().describe('Number of the last import that changed anything; 0 when none has.'),
  analysedAgain: z
    .boolean()
    .describe('The analysis is being made again; `humanLabels.revision` of it tells when it has.'),
});
export type ImportLabelsResponse = z.output<typeof importLabelsResponse>;

export const labelResponse = z.object({
  answerId: z.string(),
  criterion: z.string(),
  rater: z.string(),
  score: z.number().describe('[1, 5]'),
  revision: z.int().describe('Number of the import that it came with.'),
  labelledAt: z.string(),
});
export type LabelResponse = z.output<typeof labelResponse>;

export const templateQuery = z.object({
  format: z.enum(['csv', 'jsonl']).default('csv'),
  questions: z.coerce
    .number()
    .int()
    .min(1)
    .max(10_000)
    .default(50)
    .describe('Drawn from each dataset; all answers to them are in the file.'),
  seed: z
    .string()
    .default('equipoise')
    .describe('Of the draw and of the order. With the same seed more questions hold the fewer.'),
  context: z
    .string()
    .default('')
    .describe('Only answers in this context: retrieved, oracle or closed-book; empty for all.'),
  unlabelled: z
    .enum(['true', 'false'])
    .default('false')
    .describe('true: leave out what has a label already.'),
});
