import { RefusedFineTuneError } from '../../domain/fine-tunes.errors.js';

/** The Job failed for good; Kubernetes has made its retries. */
export class TrainingJobFailedError extends RefusedFineTuneError {
  readonly code = 'TRAINING.JOB_FAILED';
}

/** The trainer had too little memory, of the GPU or of the pod. */
export class TrainingOutOfMemoryError extends RefusedFineTuneError {
  readonly code = 'TRAINING.OUT_OF_MEMORY';
}

/** The training took longer than it may. */
export class TrainingDeadlineError extends RefusedFineTuneError {
  readonly code = 'TRAINING.DEADLINE';

  constructor(detail: string) {
    super(
      `the training took longer than TRAINER_MAX_HOURS allows (${detail}): raise it, or train less; ` +
        'asking again goes on from the last checkpoint',
    );
  }
}

/** Its GPUs were given, but no pod came up. */
export class StartTimeoutError extends RefusedFineTuneError {
  readonly code = 'TRAINING.START_TIMEOUT';

  constructor(seconds: number, detail: string) {
    super(
      `no pod has started within ${seconds} s (TRAINER_START_SECONDS): ${detail || 'no reason is given'}`,
    );
  }
}

/** Somebody else deleted the Job. */
export class JobDeletedError extends RefusedFineTuneError {
  readonly code = 'TRAINING.JOB_DELETED';

  constructor(name: string) {
    super(
      `Job ${name} was deleted on the cluster, and not by this service; asking again goes on from the last checkpoint`,
    );
  }
}

/** The name of a run's Job is taken by one that trains something else. */
export class JobConflictError extends RefusedFineTuneError {
  readonly code = 'TRAINING.JOB_CONFLICT';

  constructor(name: string, own: string | undefined, theirs: string | undefined) {
    super(
      `Job ${name} is there already and trains something else (spec hash ${theirs ?? 'none'}, not ${own ?? 'none'}): ` +
        'delete it if nobody needs it, then ask again',
    );
  }
}

/** What a trainer left is not the adapter that was ordered. */
export class WrongAdapterError extends RefusedFineTuneError {
  readonly code = 'TRAINING.WRONG_ADAPTER';
}
