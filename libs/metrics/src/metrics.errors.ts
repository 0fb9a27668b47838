import { DomainError } from '@equipoise/kernel';

/** An input outside the range a metric states for it. */
export class InvalidMetricInputError extends DomainError {
  readonly kind = 'invalid';
  readonly code = 'METRICS.INVALID_INPUT';
}
