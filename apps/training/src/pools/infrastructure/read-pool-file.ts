import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { reasonOf } from '@equipoise/kernel';
import { parse } from 'yaml';
import { z } from 'zod';
import { type ClusterFlavour, nodeSelectorOf, tolerationsOf } from '../domain/cluster-flavour.js';
import type { GpuPool } from '../domain/gpu-pool.js';
import { GPU_TYPES } from '../domain/gpu-types.js';
import type { ModelShape } from '../domain/model-shape.js';
import { PoolFileError } from '../domain/pools.errors.js';
import type { TrainableModel } from '../domain/trainable-model.js';
import { modelConfigSchema, type PoolFile, poolFileSchema } from './pool-file.schema.js';

/** What the file says. */
export interface Hardware {
  readonly pools: readonly GpuPool[];
  readonly models: readonly TrainableModel[];
}

/**
 * Reads GPU pools and base models.
 *
 * @throws PoolFileError naming every field at fault
 */
export function readPoolFile(path: string): Hardware {
  const file = parseWith(poolFileSchema, readYaml(path), path);
  requireUnique(path, 'pools', file.pools);
  requireUnique(path, 'models', file.models);
  return {
    pools: file.pools.map((pool, i) => toPool(pool, file.cluster, `${path}: pools[${i}]`)),
    models: file.models.map((model, i) => toModel(model, path, `models[${i}].config`)),
  };
}

function readYaml(path: string): unknown {
  try {
    return parse(readFileSync(path, 'utf8'));
  } catch (error) {
    throw new PoolFileError(
      `${path} cannot be read: ${reasonOf(error)}. TRAINING_POOLS names a YAML file with "pools" and "models"`,
    );
  }
}

function parseWith<S extends z.ZodType>(schema: S, value: unknown, where: string): z.output<S> {
  const { success, data, error } = schema.safeParse(value);
  if (success) return data;
  const faults = error.issues.map(({ path, message }) => `${z.core.toDotPath(path)}: ${message}`);
  throw new PoolFileError(`${where}: ${faults.join('; ')}`);
}

function requireUnique(path: string, list: string, entries: readonly { name: string }[]): void {
  const names = entries.map(({ name }) => name);
  const twice = names.find((name, i) => names.indexOf(name) < i);
  if (twice !== undefined) throw new PoolFileError(`${path}: ${list}: "${twice}" is there twice`);
}

function toPool(pool: PoolFile['pools'][number], flavour: ClusterFlavour, where: string): GpuPool {
  const { gpuType, maxGpusPerJob, gpusPerNode } = pool;
  if (maxGpusPerJob > gpusPerNode) {
    throw new PoolFileError(
      `${where}.maxGpusPerJob: ${maxGpusPerJob} is more than the ${gpusPerNode} GPUs of a node; a job is one pod on one node`,
    );
  }
  const known = GPU_TYPES[gpuType];
  const of = (field: 'gpuMemoryGib' | 'peakTflops' | 'utilisation', own?: number): number => {
    const value = pool[field] ?? own;
    if (value !== undefined) return value;
    throw new PoolFileError(
      `${where}.${field}: is needed, as "${gpuType}" is none of ${Object.keys(GPU_TYPES).join(', ')}`,
    );
  };
  const type = {
    gpuMemoryGib: of('gpuMemoryGib', known?.memoryGib),
    peakTflops: of('peakTflops', known?.peakTflops),
    utilisation: of('utilisation', known?.utilisation),
  };
  const nodeSelector = pool.nodeSelector ?? nodeSelectorOf(flavour, gpuType);
  if (!nodeSelector) {
    throw new PoolFileError(
      `${where}.nodeSelector: is needed, as no label of "${gpuType}" nodes on ${flavour} is known`,
    );
  }
  return {
    ...pool,
    ...type,
    nodeSelector,
    tolerations: pool.tolerations ?? tolerationsOf(flavour),
    queue: pool.queue,
    priorityClass: pool.priorityClass,
  };
}

function toModel(
  { name, weights, revision, config }: PoolFile['models'][number],
  path: string,
  where: string,
): TrainableModel {
  if (typeof config !== 'string') return { name, weights, revision, shape: toShape(config) };
  const file = resolve(dirname(path), config);
  const read = parseWith(modelConfigSchema, readYaml(file), `${path}: ${where}: ${file}`);
  return { name, weights, revision, shape: toShape(read) };
}

function toShape(config: z.output<typeof modelConfigSchema>): ModelShape {
  return {
    layers: config.num_hidden_layers,
    hiddenSize: config.hidden_size,
    intermediateSize: config.intermediate_size,
    attentionHeads: config.num_attention_heads,
    keyValueHeads: config.num_key_value_heads ?? config.num_attention_heads,
    vocabularySize: config.vocab_size,
    experts: config.num_local_experts,
    activeExperts: config.num_experts_per_tok,
    tiedEmbeddings: config.tie_word_embeddings,
  };
}
