import { DomainError, type ErrorKind } from '@equipoise/kernel';

/** A call to a model that gave no completion. */
export abstract class ModelCallError extends DomainError {
  constructor(
    message: string,
    /** Calls made before it was given up, >= 0. */
    readonly attempts: number,
  ) {
    super(message);
  }
}

/** Prompt and completion do not fit the model's window. Nothing is ever cut to make them fit. */
export class ContextTooLongError extends ModelCallError {
  readonly kind: ErrorKind = 'invalid';
  readonly code = 'INFERENCE.CONTEXT_TOO_LONG';

  /**
   * @param tokens of the prompt and the completion asked for; undefined where the model does not say
   * @param window most tokens of both together
   */
  constructor(
    model: string,
    readonly tokens: number | undefined,
    readonly window: number,
    attempts = 1,
  ) {
    super(
      `${tokens === undefined ? 'the prompt and its answer need more tokens than' : `${tokens} tokens are needed and`} ` +
        `${model} has a window of ${window}: give it fewer or shorter passages, or a smaller maxTokens`,
      attempts,
    );
  }
}

/** The model could not be reached, or did not answer properly, in any of the tries. */
export class ModelUnavailableError extends ModelCallError {
  readonly kind: ErrorKind = 'unavailable';
  readonly code = 'INFERENCE.MODEL_UNAVAILABLE';
}

/** What a refusal is about; part of its code. */
export type Refusal =
  | 'UNAUTHORIZED'
  | 'QUOTA_EXHAUSTED'
  | 'REMOTE_MODEL_NOT_FOUND'
  | 'TOKEN_PROBABILITIES_UNAVAILABLE'
  | 'NOT_AN_API'
  | 'MODEL_NOT_DOWNLOADED'
  | 'MODEL_FILE_UNUSABLE'
  | 'REQUEST_REFUSED';

/** The model will never answer this call as it stands: the message names the way out. */
export class ModelRefusedError extends ModelCallError {
  readonly kind: ErrorKind = 'precondition';
  readonly code: string;

  constructor(refusal: Refusal, message: string, attempts = 1) {
    super(message, attempts);
    this.code = `INFERENCE.${refusal}`;
  }
}

/** The call was given up because whoever asked for it no longer wants it. */
export class CallCancelledError extends ModelCallError {
  readonly kind: ErrorKind = 'cancelled';
  readonly code = 'INFERENCE.CANCELLED';

  constructor(attempts = 0) {
    super('the call was cancelled', attempts);
  }
}
