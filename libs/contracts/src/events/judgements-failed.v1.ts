import { z } from 'zod';
import { defineEvent } from './define-event.js';
import { failureSchema } from './vocabulary.js';

/** A chunk cannot be judged at all; no further try follows. */
export const judgementsFailed = defineEvent(
  'judging.judgements-failed.v1',
  ['experiments'],
  failureSchema.extend({ chunkId: z.uuid() }),
);
