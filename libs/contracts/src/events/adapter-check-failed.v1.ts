import { z } from 'zod';
import { defineEvent } from './define-event.js';
import { failureSchema } from './vocabulary.js';

/** A tuned model could not be compared with its base at all; no further try follows. */
export const adapterCheckFailed = defineEvent(
  'inference.adapter-check-failed.v1',
  ['experiments'],
  failureSchema.extend({ checkId: z.uuid() }),
);
