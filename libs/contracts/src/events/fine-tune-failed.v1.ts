import { z } from 'zod';
import { defineEvent } from './define-event.js';
import { failureSchema } from './vocabulary.js';

/** A fine-tune has ended without an adapter; no further try follows. */
export const fineTuneFailed = defineEvent(
  'training.fine-tune-failed.v1',
  ['experiments'],
  failureSchema.extend({
    requestId: z.uuid(),
    /** Time of each GPU that was held, all attempts, seconds; 0 or absent where none are counted. */
    gpuSeconds: z.number().min(0).optional(),
  }),
);
