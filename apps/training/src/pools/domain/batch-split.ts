/** One optimiser step, shared out: per-device batch x GPUs x accumulation is the effective batch, exactly. */
export interface BatchSplit {
  readonly perDeviceBatchSize: number;
  readonly gpus: number;
  readonly accumulationSteps: number;
}

/**
 * Shares an effective batch out among GPUs.
 *
 * @param maxPerDevice most examples in one GPU's memory, >= 1
 * @returns the split with the largest per-device batch; undefined where the GPUs do not divide the batch
 */
export function splitBatch(
  effectiveBatchSize: number,
  gpus: number,
  maxPerDevice: number,
): BatchSplit | undefined {
  if (effectiveBatchSize % gpus !== 0) return undefined;
  const perGpu = effectiveBatchSize / gpus;
  for (let size = Math.min(perGpu, maxPerDevice); size >= 1; size -= 1) {
    if (perGpu % size === 0) {
      return { perDeviceBatchSize: size, gpus, accumulationSteps: perGpu / size };
    }
  }
  return undefined;
}

/** @returns the effective batch sizes next to the one asked for that `gpus` divide, smaller first */
export function nearestBatchSizes(effectiveBatchSize: number, gpus: number): number[] {
  const below = Math.floor(effectiveBatchSize / gpus) * gpus;
  return [below, below + gpus].filter((size) => size > 0);
}

/** @returns the GPU counts next to the one asked for that divide the batch, smaller first */
export function nearestGpuCounts(effectiveBatchSize: number, gpus: number, most: number): number[] {
  const counts = Array.from({ length: most }, (_, i) => i + 1);
  const dividing = counts.filter((count) => effectiveBatchSize % count === 0);
  const below = dividing.filter((count) => count < gpus).at(-1);
  const above = dividing.find((count) => count > gpus);
  return [below, above].filter((count) => count !== undefined);
}
