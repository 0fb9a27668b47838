import { z } from 'zod';
import { defineEvent, PROGRESS_TOPIC } from './define-event.js';
import { contentKeySchema } from './vocabulary.js';

/** A fine-tune has come further; sent at most every few seconds. */
export const fineTuneProgressed = defineEvent(
  'training.fine-tune-progressed.v1',
  ['experiments'],
  z.object({
    requestId: z.uuid(),
    fineTuneId: contentKeySchema,
    /** starting: GPUs are given, the trainer is not up yet; preempted: it lost them and waits for others. */
    status: z.enum(['queued', 'preparing', 'starting', 'running', 'preempted', 'converting']),
    /** What is being done, for a person, e.g. "downloading torch". */
    detail: z.string(),
    /** [0, 1]; never falls within an attempt. */
    progress: z.number().min(0).max(1),
    step: z.int().min(0),
    totalSteps: z.int().min(0),
    /** Newest training loss, nats per token. */
    loss: z.number().nullable(),
    etaSeconds: z.number().min(0).nullable(),
  }),
  PROGRESS_TOPIC,
);
