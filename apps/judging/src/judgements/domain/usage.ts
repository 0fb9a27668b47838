import { NO_USAGE, plusUsage, type Usage } from '@equipoise/contracts';
import type { Judgement } from './judgement.js';

/** What one generation of a judge cost. */
export interface GenerationCost {
  readonly attempts: number;
  readonly isReused: boolean;
  readonly promptTokens: number;
  readonly completionTokens: number;
  readonly costUsd: number;
  readonly latencyMs: number;
}

export function usageOf(generation: GenerationCost): Usage {
  if (generation.isReused) return { ...NO_USAGE, reused: 1 };
  return {
    calls: generation.attempts,
    reused: 0,
    promptTokens: generation.promptTokens,
    completionTokens: generation.completionTokens,
    costUsd: generation.costUsd,
    // The samples of one call share its time; its attempts stand at the first of them.
    modelSeconds: generation.attempts > 0 ? generation.latencyMs / 1000 : 0,
  };
}

/** What a chunk bought over all its deliveries; judgements bought by other chunks count as reused. */
export function usageOfChunk(chunkId: string, judgements: readonly Judgement[]): Usage {
  return judgements
    .map((judgement) =>
      judgement.chunkId === chunkId ? judgement.usage : { ...NO_USAGE, reused: 1 },
    )
    .reduce(plusUsage, NO_USAGE);
}
