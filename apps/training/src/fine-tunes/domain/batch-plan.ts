/** How one optimiser step is made on one device. */
export interface BatchPlan {
  readonly perDeviceBatchSize: number;
  readonly accumulationSteps: number;
  /** Optimiser steps of the whole training. */
  readonly totalSteps: number;
}

/**
 * Splits the effective batch into per-device batch x accumulation, exactly.
 *
 * @param effectiveBatchSize examples per optimiser step, >= 1
 * @param maxPerDevice most examples that the device takes at once, >= 1
 */
export function planBatches(
  examples: number,
  epochs: number,
  { effectiveBatchSize, maxPerDevice }: { effectiveBatchSize: number; maxPerDevice: number },
): BatchPlan {
  const perDeviceBatchSize = largestDivisor(effectiveBatchSize, maxPerDevice);
  const accumulationSteps = effectiveBatchSize / perDeviceBatchSize;
  // The trainer takes a last, smaller step for what is left over in an epoch.
  const stepsPerEpoch = Math.ceil(Math.ceil(examples / perDeviceBatchSize) / accumulationSteps);
  return {
    perDeviceBatchSize,
    accumulationSteps,
    totalSteps: Math.ceil(epochs * stepsPerEpoch),
  };
}

function largestDivisor(of: number, atMost: number): number {
  for (let divisor = Math.min(of, atMost); divisor > 1; divisor -= 1) {
    if (of % divisor === 0) return divisor;
  }
  return 1;
}
