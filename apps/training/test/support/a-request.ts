import { randomUUID } from 'node:crypto';
import type { FineTuneRequested } from '@equipoise/contracts';

/** The smallest local model. */
export const BASE = 'smollm2-135m';
const DATASET = 'd'.repeat(64);

/** A small fine-tune that another experiment has not asked for yet. */
export function aRequest(): FineTuneRequested {
  return {
    requestId: randomUUID(),
    base: BASE,
    datasetVersionId: DATASET,
    trainSize: 4,
    seed: 1,
    trainingFormat: 'with-context',
    settings: {
      method: 'lora',
      epochs: 1,
      effectiveBatchSize: 2,
      learningRate: 1e-3,
      rank: 4,
      alpha: 8,
      dropout: 0,
      topLayers: 4,
      maxSequenceTokens: 512,
    },
  };
}
