import { DomainError, type FieldViolation } from '@equipoise/kernel';

/** Scores that cannot be what a judge gave: analysing them would give numbers that mean nothing. */
export class InvalidScoreTableError extends DomainError {
  readonly kind = 'invalid';
  readonly code = 'ANALYSIS.INVALID_SCORE_TABLE';

  constructor(override readonly violations: readonly FieldViolation[]) {
    const [first] = violations;
    super(first === undefined ? 'the score table is invalid' : `${first.path}: ${first.message}`);
  }
}
