import type { FineTuneSettings } from '@equipoise/contracts';
import {
  adapterParametersOf,
  linearParametersOf,
  type ModelShape,
  parametersOf,
} from './model-shape.js';

const GIB = 2 ** 30;
/** NF4 with doubly quantised constants: 4 bits, 8 bits per 64 weights, 32 bits per 64 x 256 (arXiv 2305.14314). */
const NF4_BYTES = (4 + 8 / 64 + 32 / (64 * 256)) / 8;
/** Weight and gradient of the adapter and both moments of Adam, all in 32 bit. */
const TRAINABLE_BYTES = 16;
/** A 16-bit logit, its 32-bit copy and the gradient of that. */
const LOGIT_BYTES = 2 + 4 + 4;
/** CUDA context, NCCL buffers and kernels. */
const CONTEXT_BYTES = 2 * GIB;
/** The allocator cannot use the last of its memory. */
const FRAGMENTATION = 1.1;

/** Whether every GPU holds all weights (`none`) or a share of them (`zero3`). */
export type Sharding = 'none' | 'zero3';

/** What takes memory on a GPU. */
export interface MemoryUse {
  readonly shape: ModelShape;
  readonly settings: Pick<FineTuneSettings, 'method' | 'rank' | 'maxSequenceTokens'>;
  readonly perDeviceBatchSize: number;
  readonly gpus: number;
  readonly sharding: Sharding;
}

/**
 * Estimates what training takes of one GPU's memory, with every activation but a block's input
 * computed again on the way back.
 *
 * Weights, adapter and logits are counted; activations follow arXiv 2205.05198 for blocks with gated
 * feed-forward layers and attention that stores no score matrix. An estimate to choose hardware by:
 * libraries differ by some tenths.
 *
 * @returns GiB, > 0
 */
export function estimateMemoryGib(use: MemoryUse): number {
  const { shape, settings, perDeviceBatchSize } = use;
  const tokens = perDeviceBatchSize * settings.maxSequenceTokens;
  const bytes =
    weightBytes(use) +
    TRAINABLE_BYTES * adapterParametersOf(shape, settings.rank) +
    tokens * activationBytesPerToken(shape);
  return (CONTEXT_BYTES + FRAGMENTATION * bytes) / GIB;
}

function weightBytes({ shape, settings, gpus, sharding }: MemoryUse): number {
  const linear = linearParametersOf(shape);
  const rest = 2 * (parametersOf(shape) - linear);
  const all = rest + linear * (settings.method === 'qlora' ? NF4_BYTES : 2);
  if (sharding === 'none') return all;
  // Beside its share a GPU holds the block at work and the next one, whole.
  return all / gpus + (2 * 2 * linear) / shape.layers;
}

function activationBytesPerToken(shape: ModelShape): number {
  const { layers, hiddenSize, intermediateSize, activeExperts, vocabularySize } = shape;
  const blockInputs = 2 * layers * hiddenSize;
  // Of the block at work: its 16-bit tensors and their gradients.
  const block = 2 * 2 * (10 * hiddenSize + 4 * intermediateSize * activeExperts);
  return blockInputs + block + LOGIT_BYTES * vocabularySize;
}
