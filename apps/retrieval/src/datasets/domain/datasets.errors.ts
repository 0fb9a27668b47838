import { DomainError, type FieldViolation } from '@equipoise/kernel';
import type { ImportIssue } from './import-issue.js';

/** A request whose fields are wrong, whatever is stored. */
export class InvalidDatasetRequestError extends DomainError {
  readonly kind = 'invalid';
  readonly code = 'RETRIEVAL.INVALID_REQUEST';
  override readonly violations: readonly FieldViolation[];

  constructor(path: string, message: string) {
    super(`${path}: ${message}`);
    this.violations = [{ path, message }];
  }
}

/** A file that cannot be read to its end: cut off, not what its format says, or not readable at all. */
export class UnreadableFileError extends DomainError {
  readonly kind = 'invalid';
  readonly code = 'RETRIEVAL.UNREADABLE_FILE';
  override readonly violations: readonly FieldViolation[];

  constructor(path: string, message: string) {
    super(`${path}: ${message}`);
    this.violations = [{ path, message }];
  }
}

/** Rows are wrong and `strict` was asked for. */
export class BadRowsError extends DomainError {
  readonly kind = 'invalid';
  readonly code = 'RETRIEVAL.BAD_ROWS';
  override readonly violations: readonly FieldViolation[];

  constructor(rows: number, issues: readonly ImportIssue[]) {
    super(
      `${rows} ${rows === 1 ? 'row is' : 'rows are'} wrong and nothing was stored: correct them, ` +
        'or import without strict to leave them out',
    );
    this.violations = issues.filter(({ severity }) => severity === 'error').map(toViolation);
  }
}

/** Everything was read and what is left makes no usable dataset. */
export class UnusableDatasetError extends DomainError {
  readonly kind = 'invalid';
  readonly code = 'RETRIEVAL.UNUSABLE_DATASET';
  override readonly violations: readonly FieldViolation[];

  constructor(message: string, issues: readonly ImportIssue[]) {
    super(message);
    this.violations = [{ path: 'files', message }, ...issues.map(toViolation)];
  }
}

/** More was sent, or came out of the archives, than one import may hold. */
export class ImportTooLargeError extends DomainError {
  readonly kind = 'invalid';
  readonly code = 'RETRIEVAL.IMPORT_TOO_LARGE';

  constructor(what: string, limitBytes: number, variable: string) {
    super(
      `${what} exceeds ${limitBytes} bytes: import fewer questions at a time, ` +
        `or have ${variable} of the retrieval service raised`,
    );
  }
}

export class DiskFullError extends DomainError {
  readonly kind = 'exhausted';
  readonly code = 'RETRIEVAL.DISK_FULL';

  constructor(folder: string, cause: unknown) {
    super(
      `no space is left in ${folder} for the import: free some, ` +
        'or point IMPORT_FOLDER of the retrieval service to a larger disk',
      { cause },
    );
  }
}

export class UploadCancelledError extends DomainError {
  readonly kind = 'cancelled';
  readonly code = 'RETRIEVAL.UPLOAD_CANCELLED';

  constructor() {
    super('the upload was cancelled before its end: nothing was stored');
  }
}

export class DatasetNotFoundError extends DomainError {
  readonly kind = 'not_found';
  readonly code = 'RETRIEVAL.DATASET_NOT_FOUND';

  /** @param near names or references that the user may have meant */
  constructor(
    readonly ref: string,
    near: readonly string[] = [],
  ) {
    super(
      `dataset ${ref} does not exist` +
        (near.length > 0 ? `: did you mean ${near.join(' or ')}?` : ''),
    );
  }
}

export class QuestionNotFoundError extends DomainError {
  readonly kind = 'not_found';
  readonly code = 'RETRIEVAL.QUESTION_NOT_FOUND';

  constructor(
    readonly versionId: string,
    readonly questionId: string,
  ) {
    super(`dataset version ${versionId} has no question ${questionId}`);
  }
}

function toViolation({ file, line, field, value, message }: ImportIssue): FieldViolation {
  const path = `${file}: ${line}${field === '' ? '' : `: ${field}`}`;
  return { path, message: value === '' ? message : `${message} (got ${value})` };
}
