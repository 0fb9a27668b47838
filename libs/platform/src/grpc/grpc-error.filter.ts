import { Metadata, type ServiceError, status } from '@grpc/grpc-js';
import { type DomainError, type ErrorKind } from '@equipoise/kernel';
import { Catch, Logger, type RpcExceptionFilter } from '@nestjs/common';
import { type Observable, throwError } from 'rxjs';
import { expectedError } from '../expected-error.js';
import { ERROR_CODE, ERROR_VIOLATIONS } from './remote-error.js';

const STATUS_OF = {
  invalid: status.INVALID_ARGUMENT,
  not_found: status.NOT_FOUND,
  conflict: status.ALREADY_EXISTS,
  precondition: status.FAILED_PRECONDITION,
  exhausted: status.RESOURCE_EXHAUSTED,
  unavailable: status.UNAVAILABLE,
  cancelled: status.CANCELLED,
} as const satisfies Record<ErrorKind, status>;

/** Most bytes of violations in a trailer; gRPC peers refuse large metadata. */
const MAX_VIOLATIONS_BYTES = 6_000;

/** What a failed call looks like on the wire. */
export function toGrpcError(error: DomainError): {
  code: status;
  details: string;
  metadata: Metadata;
} {
  const metadata = new Metadata();
  metadata.set(ERROR_CODE, error.code);
  let violations = [...error.violations];
  while (JSON.stringify(violations).length > MAX_VIOLATIONS_BYTES) {
    violations = violations.slice(0, Math.floor(violations.length / 2));
  }
  if (violations.length > 0) {
    metadata.set(ERROR_VIOLATIONS, Buffer.from(JSON.stringify(violations)));
  }
  return { code: STATUS_OF[error.kind], details: error.message, metadata };
}

/** How a call is answered that failed with any error: a bug is logged, and told as no more than that. */
export function toGrpcAnswer(error: unknown, logger: Logger): Partial<ServiceError> {
  const expected = expectedError(error);
  if (expected) return toGrpcError(expected);
  logger.error(error);
  return { code: status.INTERNAL, details: 'internal error' };
}

/** The one place where a failure becomes a gRPC status. */
@Catch()
export class GrpcErrorFilter implements RpcExceptionFilter<unknown> {
  private readonly logger = new Logger(GrpcErrorFilter.name);

  catch(error: unknown): Observable<never> {
    return throwError(() => toGrpcAnswer(error, this.logger));
  }
}
