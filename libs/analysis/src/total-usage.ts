import { NO_USAGE, type Usage } from '@equipoise/contracts';

/** What several pieces of work cost together. */
export function totalUsage(usages: readonly Usage[]): Usage {
  return usages.reduce(plus, NO_USAGE);
}

function plus(a: Usage, b: Usage): Usage {
  return {
    calls: a.calls + b.calls,
    reused: a.reused + b.reused,
    promptTokens: a.promptTokens + b.promptTokens,
    completionTokens: a.completionTokens + b.completionTokens,
    costUsd: a.costUsd + b.costUsd,
    modelSeconds: a.modelSeconds + b.modelSeconds,
  };
}
