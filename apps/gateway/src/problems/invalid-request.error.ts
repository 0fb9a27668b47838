import { DomainError, type FieldViolation } from '@equipoise/kernel';
import type { z } from 'zod';

/** A request that is wrong in itself; each violation names field, fault and way out. */
export class InvalidRequestError extends DomainError {
  readonly kind = 'invalid';
  readonly code = 'GATEWAY.INVALID_REQUEST';

  constructor(
    message: string,
    override readonly violations: readonly FieldViolation[] = [],
  ) {
    super(message);
  }
}

/** @throws InvalidRequestError with one violation a fault */
export function parseRequest<S extends z.ZodType>(schema: S, value: unknown): z.output<S> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new InvalidRequestError(
    'the request is not valid',
    parsed.error.issues.map(({ path, message }) => ({
      path: path.map(String).join('.') || 'body',
      message,
    })),
  );
}
