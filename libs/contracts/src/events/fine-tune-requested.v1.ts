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

/** What a setting is where nobody says otherwise. */
export const FINE_TUNE_DEFAULTS = {
  epochs: 3,
  effectiveBatchSize: 16,
  learningRate: 2e-4,
  rank: 16,
  alpha: 32,
  dropout: 0.05,
  maxSequenceTokens: 2048,
} as const;

/** What a requester wants of the place where its adapter is trained. */
export const placementWishSchema = z.object({
  /** Name of a GPU pool; absent: the cheapest that fits. */
  pool: z.string().min(1).optional(),
  /** GPUs of the job; absent: as many as are cheapest. */
  gpus: z.int().min(1).max(64).optional(),
  /** GPU-hours, all attempts together, at which training is stopped. */
  maxGpuHours: z.number().positive().optional(),
});
export type PlacementWish = Readonly<z.output<typeof placementWishSchema>>;

/** An adapter is needed. */
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
    /** Where to train, for back ends that have a choice. */
    placement: placementWishSchema.optional(),
  }),
);
export type FineTuneRequested = ReturnType<(typeof fineTuneRequested)['parse']>['payload'];
