import {
  FINE_TUNE_DEFAULTS,
  fineTuneSettingsSchema,
  placementWishSchema,
  trainingFormatSchema,
  type trainingV1,
} from '@equipoise/contracts';
import { z } from 'zod';

const { shape } = fineTuneSettingsSchema;

const settings = z.strictObject({
  method: shape.method.default('lora').describe('qlora keeps the base in 4 bit.'),
  epochs: shape.epochs.default(FINE_TUNE_DEFAULTS.epochs),
  effectiveBatchSize: shape.effectiveBatchSize
    .default(FINE_TUNE_DEFAULTS.effectiveBatchSize)
    .describe('Examples per optimiser step: per-device batch x GPUs x accumulation.'),
  learningRate: shape.learningRate.default(FINE_TUNE_DEFAULTS.learningRate),
  rank: shape.rank.default(FINE_TUNE_DEFAULTS.rank),
  alpha: shape.alpha.default(FINE_TUNE_DEFAULTS.alpha),
  dropout: shape.dropout.default(FINE_TUNE_DEFAULTS.dropout),
  topLayers: shape.topLayers.describe('Only the top n layers get an adapter; absent: all.'),
  maxSequenceTokens: shape.maxSequenceTokens
    .default(FINE_TUNE_DEFAULTS.maxSequenceTokens)
    .describe('A longer example is an error, never cut.'),
});

export const fineTuneRequest = z.strictObject({
  base: z.string().min(1).describe('Registered model.'),
  dataset: z.string().min(1).describe('Name (newest version), `name@v3` or version id.'),
  trainSize: z
    .int()
    .min(1)
    .describe('Training pairs; the smaller sets of a seed lie in the larger.'),
  seed: z.int().min(0).default(0),
  trainingFormat: trainingFormatSchema.default('with-context'),
  settings: settings.prefault({}),
  placement: z
    .strictObject(placementWishSchema.shape)
    .prefault({})
    .describe('Where to train, for back ends that have GPU pools.'),
});
export type FineTuneRequest = z.output<typeof fineTuneRequest>;

/** @param datasetVersionId of the dataset that the request names */
export function toOrder(
  { base, trainSize, seed, trainingFormat, ...request }: FineTuneRequest,
  datasetVersionId: string,
): trainingV1.FineTuneOrder {
  const { pool = '', gpus = 0, maxGpuHours = 0 } = request.placement;
  return {
    ...{ base, datasetVersionId, trainSize, seed, trainingFormat },
    ...{ settings: request.settings, pool, gpus, maxGpuHours },
  };
}
