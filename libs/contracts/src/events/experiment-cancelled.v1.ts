import { z } from 'zod';
import { defineEvent } from './define-event.js';

/** Queued work of the experiment is void and work in flight should stop. */
export const experimentCancelled = defineEvent(
  'experiments.experiment-cancelled.v1',
  ['retrieval', 'training', 'inference', 'judging'],
  z.object({ reason: z.string() }),
);
