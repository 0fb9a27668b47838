import { DomainError, type FieldViolation } from '@equipoise/kernel';

/** A criterion that cannot be stored. */
export class InvalidCriterionError extends DomainError {
  readonly kind = 'invalid';
  readonly code = 'JUDGING.CRITERION_INVALID';

  constructor(override readonly violations: readonly FieldViolation[]) {
    const faults = violations.map(({ path, message }) => `${path} ${message}`);
    super(`the criterion cannot be used: ${faults.join('; ')}`);
  }
}

/** No criterion has this name, or this version of it. */
export class CriterionNotFoundError extends DomainError {
  readonly kind = 'not_found';
  readonly code = 'JUDGING.CRITERION_NOT_FOUND';

  /** @param known `name@v<newest version>` of every criterion */
  constructor(name: string, version: number | undefined, known: readonly string[]) {
    const wanted = version === undefined ? name : `${name}@v${version}`;
    super(
      `criterion ${wanted} does not exist; there are: ${known.join(', ') || 'none'}. ` +
        'Name one of these, or add it with PutCriterion',
    );
  }
}

/** The judge could not be asked for evaluation steps. */
export class StepsNotWrittenError extends DomainError {
  readonly kind;

  /** @param code of the failure that inference reported */
  constructor(
    criterion: string,
    readonly code: string,
    reason: string,
    retryable: boolean,
  ) {
    super(`the judge could not be asked for the evaluation steps of ${criterion}: ${reason}`);
    this.kind = retryable ? ('unavailable' as const) : ('precondition' as const);
  }
}
