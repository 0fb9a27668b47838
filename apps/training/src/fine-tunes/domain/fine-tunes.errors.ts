import { DomainError, type FieldViolation } from '@equipoise/kernel';

export class FineTuneNotFoundError extends DomainError {
  readonly kind = 'not_found';
  readonly code = 'TRAINING.FINE_TUNE_NOT_FOUND';

  constructor(id: string) {
    super(`fine-tune ${id} does not exist: ListFineTunes names those that do`);
  }
}

export class InvalidCursorError extends DomainError {
  readonly kind = 'invalid';
  readonly code = 'TRAINING.INVALID_CURSOR';
  override readonly violations: readonly FieldViolation[];

  constructor(cursor: string) {
    super(`cursor "${cursor}" was not given by an earlier page: leave it out to start afresh`);
    this.violations = [{ path: 'cursor', message: this.message }];
  }
}

/** An order that is wrong in itself. */
export class InvalidOrderError extends DomainError {
  readonly kind = 'invalid';
  readonly code = 'TRAINING.INVALID_ORDER';

  constructor(override readonly violations: readonly FieldViolation[]) {
    super(violations.map(({ path, message }) => `${path}: ${message}`).join('; '));
  }
}

/** The same request, or idempotency key, asked for something else before. */
export class RequestReusedError extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'TRAINING.REQUEST_REUSED';

  constructor(fineTuneId: string) {
    super(
      `this request or idempotency key has asked for fine-tune ${fineTuneId.slice(0, 12)} before, with other settings: use a new one`,
    );
  }
}

/** The request is well formed, but no adapter can be made of it here; trying again changes nothing. */
export abstract class RefusedFineTuneError extends DomainError {
  readonly kind = 'precondition';
}

export class NotEnoughTrainingQuestionsError extends RefusedFineTuneError {
  readonly code = 'TRAINING.NOT_ENOUGH_QUESTIONS';

  constructor(trainSize: number, available: number, datasetVersionId: string) {
    super(
      `trainSize ${trainSize} is more than the ${available} training questions of dataset version ` +
        `${datasetVersionId.slice(0, 12)}: ask for at most ${available}, or import more data`,
    );
  }
}

export class NothingToLearnError extends RefusedFineTuneError {
  readonly code = 'TRAINING.NOTHING_TO_LEARN';

  constructor(questionId: string) {
    super(
      `training question ${questionId} has no reference answer: fine-tune on a dataset with answers`,
    );
  }
}

export class AnswersTooAlikeError extends RefusedFineTuneError {
  readonly code = 'TRAINING.ANSWERS_TOO_ALIKE';

  constructor(same: number, of: number) {
    super(
      `shuffled-answers needs every question to get another answer than its own, but ${same} of ` +
        `${of} answers are the same: use a larger trainSize or another trainingFormat`,
    );
  }
}

export class BaseNotTrainableError extends RefusedFineTuneError {
  readonly code = 'TRAINING.BASE_NOT_TRAINABLE';

  constructor(base: string, why: string) {
    super(`model ${base} cannot be fine-tuned here: ${why}`);
  }
}

export class UnsupportedSettingError extends RefusedFineTuneError {
  readonly code = 'TRAINING.UNSUPPORTED_SETTING';
  override readonly violations: readonly FieldViolation[];

  constructor(path: string, message: string) {
    super(`${path}: ${message}`);
    this.violations = [{ path, message }];
  }
}

/** Nobody who may do so has anything to call off. */
export class CannotCancelError extends RefusedFineTuneError {
  readonly code = 'TRAINING.CANNOT_CANCEL';

  constructor(id: string, status: string, experiments: readonly string[]) {
    const short = id.slice(0, 12);
    super(
      experiments.length > 0
        ? `fine-tune ${short} is wanted by experiment ${experiments.join(', ')}: cancel that`
        : `fine-tune ${short} is ${status}: there is nothing to cancel`,
    );
  }
}

/** The back end keeps no output of its trainers, or not that of this one. */
export class NoLogsError extends RefusedFineTuneError {
  readonly code = 'TRAINING.NO_LOGS';

  constructor(id: string, backend: string) {
    super(
      `back end ${backend} has no output of fine-tune ${id.slice(0, 12)}: it has not started yet, or was cleared away`,
    );
  }
}

/** A run was ended before its time, and not because nobody wanted it. */
export class StoppedEarlyError extends RefusedFineTuneError {
  readonly code = 'TRAINING.STOPPED_EARLY';

  constructor(reason: string) {
    super(
      `training was stopped: ${reason}. Asking again goes on from its last checkpoint, where there is one`,
    );
  }
}

/** Something goes wrong whenever the fine-tune is brought further. */
export class FineTuneBrokenError extends RefusedFineTuneError {
  readonly code = 'TRAINING.INTERNAL';

  constructor(reason: string) {
    super(`the training service failed: ${reason}; its log has the details`);
  }
}

/** The trainer itself refused its data or configuration. */
export class TrainerRefusedError extends RefusedFineTuneError {
  readonly code = 'TRAINING.TRAINER_REFUSED';
}

/** This installation lacks something that training needs. */
export class BackendUnavailableError extends RefusedFineTuneError {
  readonly code = 'TRAINING.BACKEND_UNAVAILABLE';
}

/** Retrieval left out something that was asked for. */
export class IncompleteQuestionError extends DomainError {
  readonly kind = 'unavailable';
  readonly code = 'TRAINING.INCOMPLETE_QUESTION';

  constructor(questionId: string, what: 'text' | 'evidence') {
    super(`retrieval gave no ${what} for training question ${questionId}`);
  }
}

/** Memory or disk ran out; the next try goes on from the last checkpoint. */
export class OutOfResourcesError extends DomainError {
  readonly kind = 'exhausted';
  readonly code = 'TRAINING.OUT_OF_RESOURCES';
}

/** The trainer, or something it needs, ended early; the next try goes on from the last checkpoint. */
export class TrainerFailedError extends DomainError {
  readonly kind = 'unavailable';
  readonly code = 'TRAINING.TRAINER_FAILED';
}

/** The experiment that asked for the fine-tune was cancelled. */
export class FineTuneCancelledError extends DomainError {
  readonly kind = 'cancelled';
  readonly code = 'TRAINING.CANCELLED';

  constructor() {
    super('the experiment was cancelled');
  }
}
