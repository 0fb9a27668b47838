import { DomainError, reasonOf } from '@equipoise/kernel';
import { DisposedError, InsufficientMemoryError, NoBinaryFoundError } from 'node-llama-cpp';
import {
  CallCancelledError,
  ModelRefusedError,
  ModelUnavailableError,
} from '../../generations/index.js';

/** What was being done when llama.cpp failed. */
export interface LlamaFailureContext {
  readonly name: string;
  readonly file: string;
  readonly adapterFile: string | undefined;
  readonly signal: AbortSignal;
  /** What llama.cpp wrote to its log; may be empty. */
  readonly complaints: string;
}

/** What llama.cpp threw, as an error that names the file and the way out. */
export function llamaFailure(error: unknown, context: LlamaFailureContext): Error {
  const { name, signal, complaints } = context;
  if (error instanceof DomainError) return error;
  if (signal.aborted) return new CallCancelledError(1);
  if (error instanceof DisposedError) {
    return new ModelUnavailableError(`${name} is being shut down`, 0);
  }
  const reason = [reasonOf(error), complaints].filter(Boolean).join('; ');
  if (error instanceof InsufficientMemoryError) {
    return new ModelUnavailableError(
      `there is not enough free memory to run ${name} (${reason}): ` +
        'stop other programs, use a smaller model, or register an endpoint that serves it',
      1,
    );
  }
  if (error instanceof NoBinaryFoundError) {
    return new ModelRefusedError(
      'REQUEST_REFUSED',
      'node-llama-cpp has no build for this machine: run "npm install" without --omit=optional ' +
        'on it, or register an OpenAI-compatible endpoint instead of local models',
    );
  }
  return new ModelRefusedError('MODEL_FILE_UNUSABLE', unusable(context, reason));
}

function unusable({ name, file, adapterFile }: LlamaFailureContext, reason: string): string {
  if (adapterFile !== undefined) {
    return (
      `the adapter ${adapterFile} cannot be used with ${file} (${reason}): it was made for another ` +
      `base model, or is damaged; train ${name} again`
    );
  }
  return (
    `the model file ${file} cannot be used (${reason}): it is damaged or incomplete; ` +
    'delete it and run "equipoise models pull"'
  );
}
