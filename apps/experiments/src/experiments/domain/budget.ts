import type { Settings } from './experiment.js';

/** Why nothing more may be bought; undefined while the budget holds. */
export function overspent({ budget }: Settings, costUsd: number): string | undefined {
  const { maxCostUsd } = budget;
  if (maxCostUsd === undefined || costUsd <= maxCostUsd) return undefined;
  return (
    `the budget is spent: ${costUsd.toFixed(4)} US dollars of spec.budget.maxCostUsd ${maxCostUsd}; ` +
    'run it again with a higher budget, and what was bought is reused'
  );
}

/** Why no more training may begin; undefined while the budget holds. */
export function overtrained({ budget }: Settings, trainingSeconds: number): string | undefined {
  const { maxGpuHours } = budget;
  const hours = trainingSeconds / 3600;
  if (maxGpuHours === undefined || hours <= maxGpuHours) return undefined;
  return (
    `the training budget is spent: ${hours.toFixed(2)} hours of spec.budget.maxGpuHours ${maxGpuHours}; ` +
    'run it again with a higher budget, and finished adapters are reused'
  );
}
