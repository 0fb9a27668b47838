import { z } from 'zod';
import { defineEvent } from './define-event.js';
import { contentKeySchema } from './vocabulary.js';

/** A fine-tune has ended well and its adapter is registered with inference. */
export const adapterReady = defineEvent(
  'training.adapter-ready.v1',
  ['experiments'],
  z.object({
    requestId: z.uuid(),
    fineTuneId: contentKeySchema,
    /** Name under which inference serves the tuned model. */
    model: z.string().min(1),
    adapterDigest: contentKeySchema,
    /** Time the trainer took, all attempts, seconds; 0 when an earlier adapter was reused. */
    wallSeconds: z.number().min(0),
    reused: z.boolean(),
    /** Time of each GPU that was held, all attempts, seconds; 0 or absent where none are counted. */
    gpuSeconds: z.number().min(0).optional(),
  }),
);
