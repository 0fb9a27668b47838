import { DomainError } from '@equipoise/kernel';

/** An input outside the range a function states for it. */
export class InvalidStatisticsInputError extends DomainError {
  readonly kind = 'invalid';
  readonly code = 'STATISTICS.INVALID_INPUT';
}
