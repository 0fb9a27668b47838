import { z } from 'zod';
import { defineEvent } from './define-event.js';
import { failureSchema } from './vocabulary.js';

/** A chunk cannot be answered at all (key refused, model unknown, ...); no further try follows. */
export const answersFailed = defineEvent(
  'inference.answers-failed.v1',
  ['experiments'],
  failureSchema.extend({ chunkId: z.uuid(), cellId: z.uuid() }),
);
