import { DomainError, type FieldViolation } from '@equipoise/kernel';

/** Labels that cannot be stored as they are; nothing of their file was. */
export class InvalidLabelsError extends DomainError {
  readonly kind = 'invalid';
  readonly code = 'EXPERIMENTS.INVALID_LABELS';

  /**
   * @param count of all faults
   * @param violations the first of them, at least one
   */
  constructor(
    count: number,
    override readonly violations: readonly FieldViolation[],
  ) {
    const [first] = violations;
    const which = count === 1 ? 'one value is' : `${count} values are`;
    super(
      `nothing was stored, because ${which} at fault: ${first?.path ?? ''}: ${first?.message ?? ''}`,
    );
  }
}

/** A file of labels that cannot be read to its end. */
export class UnreadableLabelsError extends DomainError {
  readonly kind = 'invalid';
  readonly code = 'EXPERIMENTS.UNREADABLE_LABELS';

  constructor(message: string) {
    super(`nothing was stored: ${message}`);
  }
}

/** The sender went away before the end. */
export class LabelUploadCancelledError extends DomainError {
  readonly kind = 'cancelled';
  readonly code = 'EXPERIMENTS.LABEL_UPLOAD_CANCELLED';

  constructor() {
    super('the upload of labels was cancelled; nothing was stored');
  }
}

export class InvalidLabelRequestError extends DomainError {
  readonly kind = 'invalid';
  readonly code = 'EXPERIMENTS.INVALID_LABEL_REQUEST';
  override readonly violations: readonly FieldViolation[];

  constructor(path: string, message: string) {
    super(`${path}: ${message}`);
    this.violations = [{ path, message }];
  }
}

export class NotLabellableError extends DomainError {
  readonly kind = 'precondition';
  readonly code = 'EXPERIMENTS.NOT_LABELLABLE';

  constructor(experimentId: string, status: string) {
    super(
      `experiment ${experimentId} ${status === 'cancelled' ? 'was cancelled' : 'has failed'} and has no ` +
        'analysis that labels could go into; run it again and label those answers',
    );
  }
}

export class NothingToLabelError extends DomainError {
  readonly kind = 'precondition';
  readonly code = 'EXPERIMENTS.NOTHING_TO_LABEL';

  constructor(experimentId: string, isUnlabelledOnly: boolean) {
    super(
      isUnlabelledOnly
        ? `every answer of experiment ${experimentId} to the questions drawn has labels; draw more questions`
        : `experiment ${experimentId} has no answer in this context yet; watch it until there are some`,
    );
  }
}
