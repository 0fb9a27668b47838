import { z } from 'zod';
import { defineEvent } from './define-event.js';
import { usageSchema } from './vocabulary.js';

/** Every judgement of a chunk is stored; an unreadable score is null, never 0. */
export const judgementsReady = defineEvent(
  'judging.judgements-ready.v1',
  ['experiments'],
  z.object({
    chunkId: z.uuid(),
    judgements: z.array(
      z.object({
        answerId: z.uuid(),
        criterion: z.string().min(1),
        /** 0-based. */
        repeat: z.int().min(0),
        /** [1, 5]; null when missing after the last try. */
        score: z.number().min(1).max(5).nullable(),
        /** Probability outside the score tokens, [0, 1]; 0 for `samples`. */
        leakedMass: z.number().min(0).max(1),
        attempts: z.int().min(0),
      }),
    ),
    usage: usageSchema,
  }),
);
export type JudgementsReady = ReturnType<(typeof judgementsReady)['parse']>['payload'];
