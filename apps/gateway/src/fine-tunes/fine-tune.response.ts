import type { trainingV1 } from '@equipoise/contracts';
import { z } from 'zod';

const attemptResponse = z.object({
  attempt: z.int(),
  place: z.string().describe('Node or machine; empty for this one.'),
  gpus: z.int(),
  startedAt: z.string(),
  endedAt: z.string().describe('Empty while it runs.'),
  outcome: z.string(),
  wallSeconds: z.number(),
});

export const fineTuneResponse = z.object({
  fineTuneId: z.string(),
  base: z.string(),
  method: z.string(),
  datasetVersionId: z.string(),
  trainSize: z.int(),
  seed: z.int(),
  trainingFormat: z.string(),
  status: z
    .string()
    .describe(
      'queued | preparing | starting | running | preempted | converting | succeeded | failed | cancelled',
    ),
  detail: z.string().describe('What is being done or waited for, and why.'),
  reason: z.string().describe('Why it failed or was cancelled.'),
  progress: z.number().describe('[0, 1]'),
  step: z.int(),
  totalSteps: z.int(),
  loss: z.number().nullable().describe('Newest training loss, nats per token.'),
  etaSeconds: z.int(),
  attempt: z.int(),
  attempts: z.array(attemptResponse).describe('Oldest first; empty in lists.'),
  adapterModel: z.string().describe('Name of the tuned model; empty until it succeeded.'),
  adapterDigest: z.string(),
  adapterFormat: z.string().describe('gguf | peft | hosted'),
  backend: z.string(),
  wallSeconds: z.number(),
  gpuSeconds: z.number().describe('Time of each attempt times the GPUs that it held.'),
  costUsd: z.number().describe('Of those GPUs, by the prices of their pools.'),
  createdAt: z.string(),
  provenance: z.unknown().describe('Config, versions, data hash, base digest, metrics.'),
});
export type FineTuneResponse = z.output<typeof fineTuneResponse>;

/** A fine-tune in JSON. */
export function fineTuneOf(fineTune: trainingV1.FineTune | undefined): FineTuneResponse {
  if (!fineTune) throw new Error('training answered without a fine-tune');
  const { provenanceJson, loss, ...rest } = fineTune;
  return {
    ...rest,
    loss: loss ?? null,
    provenance: provenanceJson ? (JSON.parse(provenanceJson) as unknown) : null,
  };
}

const warnings = z
  .array(z.string())
  .describe('What should be known before money is spent, e.g. contamination.');

export const askedFineTuneResponse = fineTuneResponse.extend({ warnings });
export type AskedFineTune = z.output<typeof askedFineTuneResponse>;

const placementOption = z.object({
  pool: z.string(),
  gpuType: z.string(),
  gpus: z.int(),
  perDeviceBatchSize: z.int(),
  accumulationSteps: z.int(),
  sharding: z.string().describe('none: every GPU holds all weights; zero3: a share of them.'),
  memoryGib: z.number().describe('Estimated need of one GPU.'),
  gpuMemoryGib: z.number(),
  hours: z.number().describe('Estimated, from start to end of the job.'),
  gpuHours: z.number(),
  costUsd: z.number(),
});

export const fineTunePlanResponse = z.object({
  fineTuneId: z.string(),
  status: z.string().describe('Of that fine-tune now; empty when nobody has asked for it yet.'),
  backend: z.string(),
  choice: placementOption.nullable().describe('null for back ends that have no choice.'),
  alternatives: z.array(placementOption).describe('What else would do, cheapest first.'),
  why: z.string(),
  warnings,
});
export type FineTunePlan = z.output<typeof fineTunePlanResponse>;

export const lossesResponse = z.object({
  points: z.array(
    z.object({
      step: z.int().describe('1 for the first.'),
      loss: z.number().describe('Nats per completion token.'),
      learningRate: z.number().nullable(),
    }),
  ),
});

export const logsResponse = z.object({
  text: z.string(),
  place: z.string().describe('Where it comes from, e.g. a pod.'),
});
