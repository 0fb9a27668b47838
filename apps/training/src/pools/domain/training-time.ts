import type { FineTuneSettings } from '@equipoise/contracts';
import type { GpuPool } from './gpu-pool.js';
import { activeParametersOf, type ModelShape, parametersOf } from './model-shape.js';
import type { Sharding } from './training-memory.js';

/**
 * Forward, forward again because activations are not kept, and back through a frozen base: two
 * operations per parameter and token each. The gradients of the adapter are too few to count.
 */
const FLOP_PER_PARAMETER = 6;
/** What is left of the speed where weights are unpacked from 4 bit before every use. */
const UNPACKING = 0.7;
/** What is left of it where every block's weights are gathered from other GPUs first. */
const GATHERING = 0.8;
/** Pulling the image, starting Python, writing the adapter. */
const START_SECONDS = 300;
/** Reading weights from a network volume. */
const READ_BYTES_PER_SECOND = 1e9;

/** What takes time. */
export interface TrainingLoad {
  readonly shape: ModelShape;
  readonly settings: Pick<FineTuneSettings, 'method' | 'epochs'>;
  readonly examples: number;
  /** Of one example, padding included. */
  readonly tokensPerExample: number;
  readonly gpus: number;
  readonly sharding: Sharding;
}

/** Estimates how long a job holds its GPUs. @returns hours, > 0 */
export function estimateHours(load: TrainingLoad, pool: GpuPool): number {
  const { shape, settings, examples, tokensPerExample, gpus, sharding } = load;
  const flop =
    FLOP_PER_PARAMETER *
    activeParametersOf(shape) *
    (examples * settings.epochs * tokensPerExample);
  const slower =
    (settings.method === 'qlora' ? UNPACKING : 1) * (sharding === 'zero3' ? GATHERING : 1);
  const flopPerSecond = gpus * pool.peakTflops * 1e12 * pool.utilisation * slower;
  const start = START_SECONDS + (2 * parametersOf(shape)) / READ_BYTES_PER_SECOND;
  return (start + flop / flopPerSecond) / 3600;
}
