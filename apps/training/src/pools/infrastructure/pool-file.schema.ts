import { z } from 'zod';
import { CLUSTER_FLAVOURS } from '../domain/cluster-flavour.js';

const name = z
  .string()
  .regex(
    /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/,
    'must be 1 to 63 lower-case letters, digits or -, as Kubernetes names things',
  );

const toleration = z.strictObject({
  key: z.string().min(1),
  operator: z.enum(['Exists', 'Equal']).default('Exists'),
  value: z.string().optional(),
  effect: z.enum(['NoSchedule', 'PreferNoSchedule', 'NoExecute']).optional(),
});

const pool = z.strictObject({
  name,
  gpuType: z.string().min(1),
  gpusPerNode: z.int().min(1).max(64),
  maxGpusPerJob: z.int().min(1).max(64),
  usdPerGpuHour: z.number().min(0),
  queue: name.optional(),
  priorityClass: name.optional(),
  scaleFromZero: z.boolean().default(false),
  gpuMemoryGib: z.number().positive().optional(),
  peakTflops: z.number().positive().optional(),
  utilisation: z.number().positive().max(1).optional(),
  nodeSelector: z.record(z.string(), z.string()).optional(),
  tolerations: z.array(toleration).optional(),
  resourceName: z.string().min(1).default('nvidia.com/gpu'),
});

/** The part of a model's `config.json` (Hugging Face) that tells its size. */
export const modelConfigSchema = z.object({
  num_hidden_layers: z.int().min(1),
  hidden_size: z.int().min(1),
  intermediate_size: z.int().min(1),
  num_attention_heads: z.int().min(1),
  num_key_value_heads: z.int().min(1).optional(),
  vocab_size: z.int().min(1),
  num_local_experts: z.int().min(1).default(1),
  num_experts_per_tok: z.int().min(1).default(1),
  tie_word_embeddings: z.boolean().default(false),
});

const model = z.strictObject({
  name: z.string().min(1),
  weights: z
    .string()
    .startsWith('/', 'must be an absolute path in the pod, e.g. /models/llama-2-7b'),
  revision: z.string().default(''),
  config: z.union([z.string().min(1), modelConfigSchema]),
});

/** The file that TRAINING_POOLS names. */
export const poolFileSchema = z.strictObject({
  cluster: z.enum(CLUSTER_FLAVOURS).default('gpu-operator'),
  pools: z.array(pool).min(1),
  models: z.array(model).default([]),
});
export type PoolFile = z.output<typeof poolFileSchema>;
