import type { GuardFinding, PlacementWish } from '@equipoise/contracts';
import type { Settings } from './experiment.js';

/**
 * What the model calls of an experiment have come to, the trial of its judge included; what was stored
 * before is not in it.
 */
export interface Spending {
  readonly costUsd: number;
  readonly calls: number;
  /** Of prompts and completions. */
  readonly tokens: number;
}

/** Why nothing more may be bought; undefined while the budget holds. */
export function overspent({ budget }: Settings, spending: Spending): GuardFinding | undefined {
  const limits = [
    { path: 'maxCostUsd', limit: budget.maxCostUsd, spent: spending.costUsd, unit: 'US dollars' },
    { path: 'maxCalls', limit: budget.maxCalls, spent: spending.calls, unit: 'model calls' },
    { path: 'maxTokens', limit: budget.maxTokens, spent: spending.tokens, unit: 'tokens' },
  ];
  const over = limits.find(({ limit, spent }) => limit !== undefined && spent > limit);
  if (over === undefined) return undefined;
  const { path, limit, spent, unit } = over;
  const amount = Number.isInteger(spent) ? String(spent) : spent.toFixed(4);
  return {
    ...SPENT,
    subject: `spec.budget.${path}`,
    message: `the budget is spent: ${amount} ${unit} of ${limit}; nothing more was given out`,
    remedy: 'run it again with a higher budget, and what was bought is reused',
  };
}

/** Least GPU-hours that a training is given: less than a minute is none. */
const LEAST_HOURS = 1 / 60;

/**
 * A wish under which the next training can use up no more than is left of the budget. Those under
 * way at the same time are given the same rest: together they may overstep it.
 *
 * @param seconds as `overtrained`
 */
export function withinBudget(
  wish: PlacementWish,
  { budget, countsGpus }: Settings,
  seconds: number,
): PlacementWish {
  if (budget.maxGpuHours === undefined || countsGpus !== true) return wish;
  const left = Math.max(LEAST_HOURS, budget.maxGpuHours - seconds / 3600);
  return { ...wish, maxGpuHours: Math.min(left, wish.maxGpuHours ?? Infinity) };
}

/**
 * Why no more training may begin; undefined while the budget holds.
 *
 * @param seconds taken so far: of each GPU where GPUs are counted
 */
export function overtrained({ budget }: Settings, seconds: number): GuardFinding | undefined {
  const { maxGpuHours } = budget;
  const hours = seconds / 3600;
  if (maxGpuHours === undefined || hours <= maxGpuHours) return undefined;
  return {
    ...SPENT,
    subject: 'spec.budget.maxGpuHours',
    message:
      `the training budget is spent: ${hours.toFixed(2)} hours of ` +
      `${maxGpuHours}; no more adapters were trained`,
    remedy: 'run it again with a higher budget, and finished adapters are reused',
  };
}

const SPENT = { guard: 'budget', severity: 'error' } as const;
