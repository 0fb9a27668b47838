import { DomainError, type FieldViolation } from '@equipoise/kernel';

export class ModelNotFoundError extends DomainError {
  readonly kind = 'not_found';
  readonly code = 'INFERENCE.MODEL_NOT_FOUND';

  constructor(name: string, existing: readonly string[]) {
    const known =
      existing.length === 0 ? 'no model is registered yet' : `known: ${existing.join(', ')}`;
    super(`model "${name}" does not exist (${known})`);
  }
}

/** The model was tuned from no registered one. */
export class NotAnAdapterError extends DomainError {
  readonly kind = 'precondition';
  readonly code = 'INFERENCE.NOT_AN_ADAPTER';

  constructor(name: string) {
    super(
      `model "${name}" is no adapter of a registered model: there is no base to compare it with`,
    );
  }
}

export class InvalidModelError extends DomainError {
  readonly kind = 'invalid';
  readonly code = 'INFERENCE.INVALID_MODEL';

  constructor(override readonly violations: readonly FieldViolation[]) {
    super(violations.map(({ path, message }) => `${path}: ${message}`).join('; '));
  }
}

export class ModelNameTakenError extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'INFERENCE.MODEL_NAME_TAKEN';

  constructor(name: string, owner: string) {
    super(`the name "${name}" belongs to ${owner}; choose another name`);
  }
}
