import { z } from 'zod';
import { defineEvent } from './define-event.js';
import { contentKeySchema } from './vocabulary.js';

/** A tuned model is to be compared with its base on a few prompts, before it answers for an arm. */
export const adapterCheckRequested = defineEvent(
  'experiments.adapter-check-requested.v1',
  ['inference'],
  z.object({
    /** UUID of the check; echoed in what comes of it. */
    checkId: z.uuid(),
    /** Name of the base model. */
    base: z.string().min(1),
    /** Name of the tuned model. */
    tuned: z.string().min(1),
    datasetVersionId: contentKeySchema,
    /** Questions that the prompts are made of; asked without passages. */
    questionIds: z.array(z.string().min(1)).min(1).max(16),
    /** As the experiment asks, so that greedy texts are reused as answers. */
    topP: z.number().gt(0).max(1),
    maxTokens: z.int().min(1),
  }),
);
export type AdapterCheckRequested = ReturnType<(typeof adapterCheckRequested)['parse']>['payload'];
