import { DomainError, type FieldViolation } from '@equipoise/kernel';

const listed = (violations: readonly FieldViolation[]): string =>
  violations.map(({ path, message }) => `${path} ${message}`).join('; ');

export class InvalidChunkingError extends DomainError {
  readonly kind = 'invalid';
  readonly code = 'RETRIEVAL.INVALID_CHUNKING';

  constructor(override readonly violations: readonly FieldViolation[]) {
    super(`the documents cannot be cut into chunks like this: ${listed(violations)}`);
  }
}

export class InvalidRetrievalRequestError extends DomainError {
  readonly kind = 'invalid';
  readonly code = 'RETRIEVAL.INVALID_REQUEST';

  constructor(override readonly violations: readonly FieldViolation[]) {
    super(listed(violations));
  }
}

export class IndexNotFoundError extends DomainError {
  readonly kind = 'not_found';
  readonly code = 'RETRIEVAL.INDEX_NOT_FOUND';

  constructor(readonly indexId: string) {
    super(`index ${indexId} does not exist; an experiment's index-ready event names its index`);
  }
}

export class IndexNotReadyError extends DomainError {
  readonly kind = 'precondition';
  readonly code = 'RETRIEVAL.INDEX_NOT_READY';

  constructor(
    readonly indexId: string,
    readonly status: string,
    reason: string,
  ) {
    super(
      status === 'failed'
        ? `index ${indexId} could not be built: ${reason}. Remedy that and run the experiment again`
        : `index ${indexId} is still being built; wait for its index-ready event`,
    );
  }
}

/** The index belongs to other data than the questions. */
export class IndexOfOtherDatasetError extends DomainError {
  readonly kind = 'invalid';
  readonly code = 'RETRIEVAL.INDEX_OF_OTHER_DATASET';

  constructor(indexId: string, indexed: string, asked: string) {
    super(
      `index ${indexId} holds dataset version ${indexed}, but the questions are of ${asked}; ` +
        'ask with the index that was built for this version',
    );
  }
}

export class NothingToIndexError extends DomainError {
  readonly kind = 'precondition';
  readonly code = 'RETRIEVAL.NOTHING_TO_INDEX';

  constructor(datasetVersionId: string) {
    super(
      `dataset version ${datasetVersionId} has no document text to search; ` +
        'import it with its documents, or leave the retrieved context out of the experiment',
    );
  }
}
