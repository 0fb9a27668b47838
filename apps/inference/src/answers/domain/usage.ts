import { NO_USAGE, type Usage } from '@equipoise/contracts';
import type { Outcome } from '../../generations/index.js';

/**
 * What a chunk has cost. What an earlier try of the same chunk bought, before its process died, was
 * bought for this chunk and counts as such; everything else found in the store is reused.
 *
 * @param chunkId under which generations were bought
 */
export function usageOf(outcomes: readonly Outcome[], chunkId: string): Usage {
  return outcomes.reduce((usage, outcome) => add(usage, outcome, chunkId), NO_USAGE);
}

function add(usage: Usage, outcome: Outcome, chunkId: string): Usage {
  if ('error' in outcome) return { ...usage, calls: usage.calls + outcome.attempts };
  const { generation, reused } = outcome;
  if (reused && generation.boughtFor !== chunkId) return { ...usage, reused: usage.reused + 1 };
  return {
    reused: usage.reused,
    calls: usage.calls + generation.attempts,
    promptTokens: usage.promptTokens + generation.promptTokens,
    completionTokens: usage.completionTokens + generation.completionTokens,
    costUsd: usage.costUsd + generation.costUsd,
    // The samples of one call share its time; its attempts stand at the first of them.
    modelSeconds: usage.modelSeconds + (generation.attempts > 0 ? generation.latencyMs / 1000 : 0),
  };
}
