import { DomainError, type FieldViolation } from '@equipoise/kernel';

/** The spec cannot be run as it stands; every field at fault is among the violations. */
export class InvalidSpecError extends DomainError {
  readonly kind = 'invalid';
  readonly code = 'EXPERIMENTS.INVALID_SPEC';

  constructor(override readonly violations: readonly FieldViolation[]) {
    super(
      violations.length === 1
        ? violations.map(({ path, message }) => `${path}: ${message}`).join()
        : `the spec has ${violations.length} faults: ` +
            violations.map(({ path, message }) => `${path}: ${message}`).join('; '),
    );
  }
}

/** The spec names a dataset, model or criterion that does not exist. */
export class SpecReferenceNotFoundError extends DomainError {
  readonly kind = 'not_found';
  readonly code = 'EXPERIMENTS.REFERENCE_NOT_FOUND';

  constructor(override readonly violations: readonly FieldViolation[]) {
    super(violations.map(({ path, message }) => `${path}: ${message}`).join('; '));
  }
}
