/** Closed set: each transport maps every kind exactly once. */
export type ErrorKind =
  'invalid' | 'not_found' | 'conflict' | 'precondition' | 'exhausted' | 'unavailable' | 'cancelled';

/** One field at fault: where it stands, what is wrong with it and the way out. */
export interface FieldViolation {
  /** Path into the input, e.g. `spec.arms[0].fineTune.trainSizes[2]` or `line 17: answers`. */
  readonly path: string;
  /** What is wrong, naming the value, and what would be right. */
  readonly message: string;
}

/** Base of all expected failures. Anything else that reaches a transport is a bug. */
export abstract class DomainError extends Error {
  override readonly name: string = this.constructor.name;
  abstract readonly kind: ErrorKind;
  /** Stable and safe to show, e.g. `JUDGING.CRITERION_NOT_FOUND`. */
  abstract readonly code: string;
  /** The fields at fault, where the error is about an input; empty otherwise. */
  readonly violations: readonly FieldViolation[] = [];

  /** Whether the same call may succeed later, unchanged. */
  get retryable(): boolean {
    return this.kind === 'exhausted' || this.kind === 'unavailable';
  }
}

/** A human sentence for any thrown value, for logs and for `reason` columns. */
export function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
