import { z } from 'zod';
import type { PartialStepReport } from './ports.js';

/** What the Hugging Face Trainer posts (transformers, KubeflowCallback); every value is a string. */
const postSchema = z.object({
  trainerStatus: z.object({
    metrics: z.array(z.object({ name: z.string(), value: z.string() })).default([]),
  }),
});

/** @returns undefined for what is no such post */
export function readPost(body: unknown): PartialStepReport | undefined {
  const parsed = postSchema.safeParse(body);
  if (!parsed.success) return undefined;
  const { metrics } = parsed.data.trainerStatus;
  const valueOf = (name: string): number | undefined => {
    const value = Number(metrics.find((metric) => metric.name === name)?.value ?? NaN);
    return Number.isFinite(value) ? value : undefined;
  };
  return {
    step: valueOf('current_step'),
    totalSteps: valueOf('total_steps'),
    loss: valueOf('loss'),
  };
}
