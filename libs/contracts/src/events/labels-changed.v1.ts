import { z } from 'zod';
import { defineEvent } from './define-event.js';

/** People labelled answers of the experiment, or others than before: its analysis is to be made again. */
export const labelsChanged = defineEvent(
  'experiments.labels-changed.v1',
  ['experiments'],
  z.object({
    /** Number of the import, from 1 in each experiment. */
    revision: z.int().min(1),
  }),
);
