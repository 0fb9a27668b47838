import type { FineTuneSettings } from '@equipoise/contracts';
import { type BatchSplit, nearestBatchSizes, nearestGpuCounts, splitBatch } from './batch-split.js';
import type { GpuPool } from './gpu-pool.js';
import type { ModelShape } from './model-shape.js';
import { BatchCannotBeSplitError, NothingFitsError, UnknownPoolError } from './pools.errors.js';
import { estimateMemoryGib, type Sharding } from './training-memory.js';
import { estimateHours } from './training-time.js';

/** What is to be placed. */
export interface PlacementRequest {
  readonly shape: ModelShape;
  readonly settings: Pick<
    FineTuneSettings,
    'method' | 'rank' | 'epochs' | 'effectiveBatchSize' | 'maxSequenceTokens'
  >;
  /** Training pairs, >= 1. */
  readonly examples: number;
  /** Of an example, padding included; absent: the longest allowed, so that times are upper bounds. */
  readonly tokensPerExample?: number | undefined;
  /** Only this pool; absent: the cheapest. */
  readonly pool?: string | undefined;
  /** Only this many GPUs, >= 1; absent: as many as are cheapest. */
  readonly gpus?: number | undefined;
}

/** A way to run a job. */
export interface PlacementOption extends BatchSplit {
  readonly pool: string;
  readonly gpuType: string;
  readonly sharding: Sharding;
  /** Estimated need of one GPU, GiB. */
  readonly memoryGib: number;
  /** Of one GPU of the pool, GiB. */
  readonly gpuMemoryGib: number;
  /** Estimated, from start to end of the pod. */
  readonly hours: number;
  /** `hours` x `gpus`. */
  readonly gpuHours: number;
  readonly costUsd: number;
}

/** Where a job goes. */
export interface Placement {
  readonly choice: PlacementOption;
  /** What else would do, cheapest first. */
  readonly alternatives: readonly PlacementOption[];
  /** For a person. */
  readonly why: string;
}

/**
 * Chooses the cheapest pool and number of GPUs that hold the training in memory and keep the
 * effective batch exactly; of equally cheap ones the faster, then the first by name.
 *
 * @throws UnknownPoolError
 * @throws BatchCannotBeSplitError where only the batch stands in the way
 * @throws NothingFitsError
 */
export function placeTraining(request: PlacementRequest, pools: readonly GpuPool[]): Placement {
  const allowed = poolsFor(request, pools);
  const options = allowed.flatMap((pool) => optionsIn(pool, request)).sort(cheapestFirst);
  const [choice, ...alternatives] = options;
  if (!choice) throw refusal(request, allowed);
  return { choice, alternatives, why: whyChosen(choice, alternatives) };
}

function poolsFor({ pool }: PlacementRequest, pools: readonly GpuPool[]): readonly GpuPool[] {
  if (pool === undefined) return pools;
  const named = pools.filter(({ name }) => name === pool);
  if (named.length === 0) {
    throw new UnknownPoolError(
      pool,
      pools.map(({ name }) => name),
    );
  }
  return named;
}

function optionsIn(pool: GpuPool, request: PlacementRequest): PlacementOption[] {
  return gpuCountsOf(pool, request).flatMap((gpus) => optionOn(pool, gpus, request) ?? []);
}

function gpuCountsOf({ maxGpusPerJob }: GpuPool, { gpus }: PlacementRequest): number[] {
  if (gpus !== undefined) return gpus <= maxGpusPerJob ? [gpus] : [];
  return Array.from({ length: maxGpusPerJob }, (_, i) => i + 1);
}

function optionOn(
  pool: GpuPool,
  gpus: number,
  request: PlacementRequest,
): PlacementOption | undefined {
  const sharding = shardingsFor(gpus, request).find(
    (own) => memoryGib(request, gpus, own, 1) <= pool.gpuMemoryGib,
  );
  if (!sharding) return undefined;
  const { shape, settings, examples } = request;
  const split = splitBatch(
    settings.effectiveBatchSize,
    gpus,
    mostPerDevice(pool, gpus, sharding, request),
  );
  if (!split) return undefined;
  const tokensPerExample = request.tokensPerExample ?? settings.maxSequenceTokens;
  const hours = estimateHours(
    { shape, settings, examples, tokensPerExample, gpus, sharding },
    pool,
  );
  return {
    ...split,
    pool: pool.name,
    gpuType: pool.gpuType,
    sharding,
    memoryGib: memoryGib(request, gpus, sharding, split.perDeviceBatchSize),
    gpuMemoryGib: pool.gpuMemoryGib,
    hours,
    gpuHours: hours * gpus,
    costUsd: hours * gpus * pool.usdPerGpuHour,
  };
}

/** Weights are shared out only where they do not fit whole, and only in 16 bit. */
function shardingsFor(gpus: number, { settings }: PlacementRequest): Sharding[] {
  return gpus > 1 && settings.method === 'lora' ? ['none', 'zero3'] : ['none'];
}

function mostPerDevice(
  pool: GpuPool,
  gpus: number,
  sharding: Sharding,
  request: PlacementRequest,
): number {
  // Memory grows by the same amount with every example, so two estimates tell how many fit.
  const one = memoryGib(request, gpus, sharding, 1);
  const perExample = memoryGib(request, gpus, sharding, 2) - one;
  return 1 + Math.floor((pool.gpuMemoryGib - one) / perExample);
}

function memoryGib(
  { shape, settings }: PlacementRequest,
  gpus: number,
  sharding: Sharding,
  perDeviceBatchSize: number,
): number {
  return estimateMemoryGib({ shape, settings, perDeviceBatchSize, gpus, sharding });
}

function cheapestFirst(a: PlacementOption, b: PlacementOption): number {
  return a.costUsd - b.costUsd || a.hours - b.hours || (a.pool < b.pool ? -1 : 1);
}

function whyChosen(choice: PlacementOption, alternatives: readonly PlacementOption[]): string {
  const { pool, gpus, costUsd } = choice;
  const next = alternatives[0];
  const place = `${gpus} ${gpus === 1 ? 'GPU' : 'GPUs'} of ${pool}`;
  if (!next) return `${place}: the only way that fits in memory and keeps the effective batch`;
  return (
    `${place}: cheapest of ${alternatives.length + 1} ways, ${costUsd.toFixed(2)} USD against ` +
    `${next.costUsd.toFixed(2)} USD on ${next.gpus} of ${next.pool}`
  );
}

function refusal(
  request: PlacementRequest,
  pools: readonly GpuPool[],
): BatchCannotBeSplitError | NothingFitsError {
  const { effectiveBatchSize } = request.settings;
  // Where the batch alone stands in the way, any batch that the GPUs divide would do.
  const counts = pools.flatMap((pool) =>
    gpuCountsOf(pool, request).filter((gpus) => {
      const settings = { ...request.settings, effectiveBatchSize: gpus };
      return optionOn(pool, gpus, { ...request, settings }) !== undefined;
    }),
  );
  if (counts.length === 0) return nothingFits(request, pools);
  const gpus = Math.min(...counts);
  const most = Math.max(...pools.map(({ maxGpusPerJob }) => maxGpusPerJob));
  return new BatchCannotBeSplitError(effectiveBatchSize, gpus, {
    batchSizes: nearestBatchSizes(effectiveBatchSize, gpus),
    gpuCounts: request.gpus === undefined ? [] : nearestGpuCounts(effectiveBatchSize, gpus, most),
  });
}

function nothingFits(request: PlacementRequest, pools: readonly GpuPool[]): NothingFitsError {
  const tries = pools.map((pool) => {
    const gpus = Math.min(request.gpus ?? pool.maxGpusPerJob, pool.maxGpusPerJob);
    const needs = shardingsFor(gpus, request).map((own) => memoryGib(request, gpus, own, 1));
    return { pool, gpus, memoryGib: Math.min(...needs) };
  });
  return new NothingFitsError(tries, {
    method: request.settings.method,
    gpus: request.gpus,
  });
}
