import { z } from 'zod';
import { defineEvent } from './define-event.js';
import { usageSchema } from './vocabulary.js';

/** Every answer of a chunk is stored, or has failed after its last try. */
export const answersReady = defineEvent(
  'inference.answers-ready.v1',
  ['experiments'],
  z.object({
    chunkId: z.uuid(),
    cellId: z.uuid(),
    answers: z.array(
      z.object({
        answerId: z.uuid(),
        questionId: z.string().min(1),
        sample: z.int().min(0),
        status: z.enum(['answered', 'failed']),
        /** Why it failed; null when it did not. */
        failure: z.string().nullable(),
      }),
    ),
    usage: usageSchema,
  }),
);
export type AnswersReady = ReturnType<(typeof answersReady)['parse']>['payload'];
