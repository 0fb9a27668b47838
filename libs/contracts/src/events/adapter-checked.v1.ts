import { z } from 'zod';
import { adapterCheckSchema, servedModelSchema } from './adapter-check.js';
import { defineEvent } from './define-event.js';
import { usageSchema } from './vocabulary.js';

/** How a tuned model differs from its base, and what is known of both. */
export const adapterChecked = defineEvent(
  'inference.adapter-checked.v1',
  ['experiments'],
  z.object({
    checkId: z.uuid(),
    base: servedModelSchema,
    tuned: servedModelSchema,
    check: adapterCheckSchema,
    /** What the prompts bought; those that were stored count as reused. */
    usage: usageSchema,
  }),
);
export type AdapterChecked = ReturnType<(typeof adapterChecked)['parse']>['payload'];
