import { z } from 'zod';
import { defineEvent } from './define-event.js';
import { contentKeySchema, trainingFormatSchema } from './vocabulary.js';

/** Settings of one fine-tune; together with base and data they are its content key. */
export const fineTuneSettingsSchema = z.object({
  method: z.enum(['lora', 'qlora']),
  epochs: z.number().positive().max(100),
  /** Examples per optimiser step: per-device batch x devices x accumulation. */
  effectiveBatchSize: z.int().min(1).max(4096),
  learningRate: z.number().positive().max(1),
  rank: z.int().min(1).max(512),
  alpha: z.number().positive(),
  dropout: z.number().min(0).max(0.9),
  /** Only the top n layers get an adapter; absent: all of them. */
  topLayers: z.int().min(1).optional(),
  /** Longest training sequence, tokens; a longer example is an error, never cut. */
  maxSequenceTokens: z.int().min(64).max(131_072),
});
export type FineTuneSettings = z.output<typeof fineTuneSettingsSchema>;

/** An experiment needs an adapter. */
export const fineTuneRequested = defineEvent(
  'experiments.fine-tune-requested.v1',
  ['training'],
  z.object({
    /** UUID of the request; echoed in every event about it. */
    requestId: z.uuid(),
    /** Name of the base model. */
    base: z.string().min(1),
    datasetVersionId: contentKeySchema,
    /** Number of training pairs; the smaller sets of one seed lie within the larger ones. */
    trainSize: z.int().min(1),
    seed: z.int().min(0),
    trainingFormat: trainingFormatSchema,
    settings: fineTuneSettingsSchema,
  }),
);
export type FineTuneRequested = ReturnType<(typeof fineTuneRequested)['parse']>['payload'];
