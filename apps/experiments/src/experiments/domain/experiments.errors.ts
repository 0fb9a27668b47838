import { DomainError } from '@equipoise/kernel';

export class ExperimentNotFoundError extends DomainError {
  readonly kind = 'not_found';
  readonly code = 'EXPERIMENTS.EXPERIMENT_NOT_FOUND';

  constructor(readonly experimentId: string) {
    super(`experiment "${experimentId}" does not exist; list the experiments to find its id`);
  }
}

export class IdempotencyConflictError extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'EXPERIMENTS.IDEMPOTENCY_CONFLICT';

  constructor(key: string, experimentId: string) {
    super(
      `the idempotency key "${key}" was used with another spec for experiment ${experimentId}; ` +
        'give a new key, or the same spec',
    );
  }
}

export class InvalidIdempotencyKeyError extends DomainError {
  readonly kind = 'invalid';
  readonly code = 'EXPERIMENTS.INVALID_IDEMPOTENCY_KEY';

  constructor(length: number) {
    super(`the idempotency key has ${length} characters; give at most 200`);
  }
}

export class ExperimentEndedError extends DomainError {
  readonly kind = 'precondition';
  readonly code = 'EXPERIMENTS.EXPERIMENT_ENDED';

  constructor(experimentId: string, status: string) {
    super(`experiment ${experimentId} is ${status} and cannot be cancelled any more`);
  }
}

export class NotAnalysedError extends DomainError {
  readonly kind = 'precondition';
  readonly code = 'EXPERIMENTS.NOT_ANALYSED';

  constructor(experimentId: string, status: string) {
    super(
      `experiment ${experimentId} is ${status} and has no analysis` +
        (status === 'failed' || status === 'cancelled' ? '' : ' yet; watch it until it ends'),
    );
  }
}

export class InvalidCursorError extends DomainError {
  readonly kind = 'invalid';
  readonly code = 'EXPERIMENTS.INVALID_CURSOR';

  constructor(cursor: string) {
    super(`cursor "${cursor}" is not one that this list gave; start without a cursor`);
  }
}

export class InvalidLimitError extends DomainError {
  readonly kind = 'invalid';
  readonly code = 'EXPERIMENTS.INVALID_LIMIT';

  constructor(limit: number) {
    super(`limit is ${limit}; give 1 to 200, or 0 for 50`);
  }
}

export class UnknownReportFormatError extends DomainError {
  readonly kind = 'invalid';
  readonly code = 'EXPERIMENTS.UNKNOWN_REPORT_FORMAT';

  constructor(format: string) {
    super(`format is "${format}"; give html, markdown or json`);
  }
}

/** The service ends while someone watches. */
export class WatchInterruptedError extends DomainError {
  readonly kind = 'unavailable';
  readonly code = 'EXPERIMENTS.WATCH_INTERRUPTED';

  constructor(lastEventId: number) {
    super(`the service is stopping; watch again after event ${lastEventId}`);
  }
}
