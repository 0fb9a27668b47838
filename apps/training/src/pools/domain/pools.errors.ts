import { DomainError, type FieldViolation } from '@equipoise/kernel';
import type { GpuPool } from './gpu-pool.js';

abstract class RefusedPlacementError extends DomainError {
  readonly kind = 'precondition';
  override readonly violations: readonly FieldViolation[];

  constructor(path: string, message: string) {
    super(`${path}: ${message}`);
    this.violations = [{ path, message }];
  }
}

/** The pool that was asked for is none of those configured. */
export class UnknownPoolError extends RefusedPlacementError {
  readonly code = 'TRAINING.UNKNOWN_POOL';

  constructor(name: string, known: readonly string[]) {
    const wayOut =
      known.length === 0
        ? 'no pool is configured; TRAINING_POOLS names the file that does'
        : `pools are ${known.join(', ')}`;
    super('placement.pool', `there is no pool "${name}": ${wayOut}`);
  }
}

/** The cluster does not bear out any of the pools that would do. */
export class NoUsablePoolError extends RefusedPlacementError {
  readonly code = 'TRAINING.NO_USABLE_POOL';

  constructor(blocked: readonly { readonly name: string; readonly why: readonly string[] }[]) {
    const each = blocked.map(({ name, why }) => `${name}: ${why.join('; ')}`);
    super('placement.pool', `no pool can take the training. ${each.join('. ')}`);
  }
}

/** The pool file does not say where the base model's weights are. */
export class UnknownBaseModelError extends RefusedPlacementError {
  readonly code = 'TRAINING.UNKNOWN_BASE_MODEL';

  constructor(name: string, known: readonly string[]) {
    const those = known.length === 0 ? 'names no models yet' : `names ${known.join(', ')}`;
    super(
      'base',
      `nothing says where training pods find the weights of "${name}": the file of TRAINING_POOLS ${those}; ` +
        'add it to its "models", with its path in the pods and its config.json',
    );
  }
}

/** The pool file cannot be read; the service does not start. */
export class PoolFileError extends Error {
  override readonly name = 'PoolFileError';
}

/** No number of GPUs that would fit divides the effective batch. */
export class BatchCannotBeSplitError extends RefusedPlacementError {
  readonly code = 'TRAINING.BATCH_CANNOT_BE_SPLIT';

  constructor(
    effectiveBatchSize: number,
    gpus: number,
    nearest: { readonly batchSizes: readonly number[]; readonly gpuCounts: readonly number[] },
  ) {
    const ways = [
      `an effective batch of ${nearest.batchSizes.join(' or ')}`,
      ...(nearest.gpuCounts.length > 0 ? [`${nearest.gpuCounts.join(' or ')} GPUs`] : []),
    ];
    super(
      'settings.effectiveBatchSize',
      `${effectiveBatchSize} cannot be shared out among ${gpus} GPUs without a rest: ` +
        `ask for ${ways.join(', or for ')}`,
    );
  }
}

/** No pool has the memory or the number of GPUs. */
export class NothingFitsError extends RefusedPlacementError {
  readonly code = 'TRAINING.NOTHING_FITS';

  constructor(
    tries: readonly { readonly pool: GpuPool; readonly gpus: number; readonly memoryGib: number }[],
    request: {
      readonly method: 'lora' | 'qlora';
      readonly gpus: number | undefined;
    },
  ) {
    const most = Math.max(0, ...tries.map(({ pool }) => pool.maxGpusPerJob));
    if (tries.length === 0) {
      super('placement.pool', 'no pool is configured; TRAINING_POOLS names the file that does');
    } else if (request.gpus !== undefined && request.gpus > most) {
      super(
        'placement.gpus',
        `${request.gpus} is more than any pool gives to one job: ask for at most ${most}`,
      );
    } else {
      super('placement.pool', `${needs(tries)}. ${wayOut(request.method)}`);
    }
  }
}

function needs(
  tries: readonly { readonly pool: GpuPool; readonly gpus: number; readonly memoryGib: number }[],
): string {
  const each = tries.map(
    ({ pool, gpus, memoryGib }) =>
      `${pool.name} has ${pool.gpuMemoryGib} GiB a GPU, and about ${Math.ceil(memoryGib)} are needed on ` +
      `each of ${gpus}`,
  );
  return `the training fits in no pool: ${each.join('; ')}`;
}

function wayOut(method: 'lora' | 'qlora'): string {
  const other = method === 'lora' ? 'Use the method "qlora", or lower' : 'Lower';
  return `${other} settings.maxSequenceTokens, take a smaller base model, or add a pool`;
}
