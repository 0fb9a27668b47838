import { z } from 'zod';
import { defineEvent } from './define-event.js';
import { failureSchema } from './vocabulary.js';

/** A fine-tune has ended without an adapter; no further try follows. */
export const fineTuneFailed = defineEvent(
  'training.fine-tune-failed.v1',
  ['experiments'],
  failureSchema.extend({
    requestId: z.uuid(),
    /** GPUs of all attempts, counted for as long as they were held, seconds; 0 without GPUs that are counted. */
    gpuSeconds: z.number().min(0).default(0),
  }),
);
