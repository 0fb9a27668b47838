import { type Metadata, status } from '@grpc/grpc-js';
import { DomainError, type ErrorKind, type FieldViolation } from '@equipoise/kernel';

/** Trailer with `DomainError.code`. */
export const ERROR_CODE = 'error-code';
/** Trailer with the violations as JSON. */
export const ERROR_VIOLATIONS = 'error-violations-bin';

const KIND_OF: Partial<Record<status, ErrorKind>> = {
  [status.INVALID_ARGUMENT]: 'invalid',
  [status.OUT_OF_RANGE]: 'invalid',
  [status.NOT_FOUND]: 'not_found',
  [status.ALREADY_EXISTS]: 'conflict',
  [status.ABORTED]: 'conflict',
  [status.FAILED_PRECONDITION]: 'precondition',
  [status.RESOURCE_EXHAUSTED]: 'exhausted',
  [status.CANCELLED]: 'cancelled',
};

/** Another service answered with an error, or did not answer in time. */
export class RemoteError extends DomainError {
  readonly kind: ErrorKind;
  readonly code: string;
  override readonly violations: readonly FieldViolation[];

  constructor(error: unknown, method: string) {
    const grpc = error as { code?: status; details?: string; metadata?: Metadata };
    super(messageOf(grpc, method), { cause: error });
    this.kind = (grpc.code !== undefined && KIND_OF[grpc.code]) || 'unavailable';
    this.code = grpc.metadata?.get(ERROR_CODE)[0]?.toString() ?? 'PLATFORM.UNAVAILABLE';
    this.violations = violationsOf(grpc.metadata);
  }
}

function messageOf({ code, details }: { code?: status; details?: string }, method: string): string {
  if (code === status.DEADLINE_EXCEEDED) return `${method} did not answer in time`;
  if (code === status.UNAVAILABLE && !details) return `${method} cannot be reached`;
  return details ?? `${method} failed`;
}

function violationsOf(metadata: Metadata | undefined): FieldViolation[] {
  const [value] = metadata?.get(ERROR_VIOLATIONS) ?? [];
  return value === undefined ? [] : (JSON.parse(value.toString()) as FieldViolation[]);
}
