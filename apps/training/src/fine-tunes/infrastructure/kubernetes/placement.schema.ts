import { z } from 'zod';

/** Where a run was placed, kept with it: a later change of the pool file does not move it. */
export const placementSchema = z.object({
  pool: z.object({
    name: z.string(),
    gpuType: z.string(),
    usdPerGpuHour: z.number(),
    resourceName: z.string(),
    nodeSelector: z.record(z.string(), z.string()),
    tolerations: z.array(
      z.object({
        key: z.string(),
        operator: z.enum(['Exists', 'Equal']),
        value: z.string().optional(),
        effect: z.enum(['NoSchedule', 'PreferNoSchedule', 'NoExecute']).optional(),
      }),
    ),
    queue: z.string().optional(),
    priorityClass: z.string().optional(),
  }),
  model: z.object({
    weights: z.string(),
    revision: z.string(),
    layers: z.number(),
    mixtureOfExperts: z.boolean(),
  }),
  gpus: z.number(),
  perDeviceBatchSize: z.number(),
  accumulationSteps: z.number(),
  sharding: z.enum(['none', 'zero3']),
  /** Estimates of all attempts together, had there been only one. */
  estimate: z.object({
    memoryGib: z.number(),
    hours: z.number(),
    gpuHours: z.number(),
    costUsd: z.number(),
  }),
});
export type JobPlacement = z.output<typeof placementSchema>;
