import { z } from 'zod';
import { defineEvent } from './define-event.js';
import { contentKeySchema, estimatorSchema, stepsAuthorSchema } from './vocabulary.js';

/** Answers are to be judged. Carries no word about the arm: the judge is blind to it. */
export const judgementsRequested = defineEvent(
  'experiments.judgements-requested.v1',
  ['judging'],
  z.object({
    chunkId: z.uuid(),
    datasetVersionId: contentKeySchema,
    answers: z
      .array(z.object({ answerId: z.uuid(), questionId: z.string().min(1) }))
      .min(1)
      .max(1000),
    /** Name of the judge model. */
    judge: z.string().min(1),
    estimator: estimatorSchema,
    /** Whose evaluation steps the forms show. */
    steps: stepsAuthorSchema,
    /** Judge calls per answer and criterion; 1 for `token-probability`. */
    repeats: z.int().min(1).max(100),
    /** Of the `samples` estimator. */
    temperature: z.number().min(0).max(2),
    criteria: z.array(z.object({ name: z.string().min(1), version: z.int().min(1) })).min(1),
    /** Shuffles the order of work. */
    seed: z.string(),
  }),
);
export type JudgementsRequested = ReturnType<(typeof judgementsRequested)['parse']>['payload'];
