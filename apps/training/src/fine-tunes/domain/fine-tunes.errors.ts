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

/** The request is well formed, but no adapter can be made of it here; trying again changes nothing. */
abstract class RefusedFineTuneError extends DomainError {
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
