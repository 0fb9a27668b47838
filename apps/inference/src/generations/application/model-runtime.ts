import type { ChatMessage } from '@equipoise/contracts';
import type { RegisteredModel } from '../../models/index.js';
import type { Completion, Decoding } from '../domain/completion.js';

/** One call to a model. */
export interface ModelCall {
  readonly messages: readonly ChatMessage[];
  /** Beginning of the assistant's turn; empty for none. */
  readonly prefill: string;
  readonly decoding: Decoding;
  /** Samples wanted from this one call, >= 1. */
  readonly samples: number;
  /** When not empty: the probabilities of these strings as the next token are wanted, not text. */
  readonly scoreTokens: readonly string[];
}

/** Something that runs models of one provider. */
export abstract class ModelRuntime {
  abstract readonly provider: RegisteredModel['provider'];

  /** Calls of one model worth having in flight at once. */
  abstract concurrency(model: RegisteredModel): number;

  /**
   * Runs one call and gives `call.samples` completions, or fewer where the model cannot give so many
   * at once (never none): the caller asks again for the rest.
   *
   * @throws ContextTooLongError when prompt and completion exceed the window; nothing is cut
   * @throws ModelUnavailableError (retryable) when the tries are used up
   * @throws ModelRefusedError when no retry can help: key refused, unknown model, wrong request
   */
  abstract complete(
    model: RegisteredModel,
    call: ModelCall,
    signal: AbortSignal,
  ): Promise<Completion[]>;
}
