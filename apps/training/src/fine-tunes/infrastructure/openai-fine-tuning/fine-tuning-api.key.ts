import { BackendUnavailableError } from '../../domain/fine-tunes.errors.js';
import { redact } from './redact.js';

/** What a header can carry; anything else would come back in the message of the client that refuses it. */
const SENDABLE = /^[\x21-\x7e]+$/;

/** The API's key. It stands in the environment; only the variable's name is ever told. */
export class FineTuningApiKey {
  private readonly variable: string | undefined;
  readonly #value: string;

  /** @param ref `env:NAME`; undefined where none is configured */
  constructor(ref: string | undefined, env: NodeJS.ProcessEnv) {
    this.variable = ref?.replace(/^env:/, '');
    this.#value = (this.variable === undefined ? '' : (env[this.variable] ?? '')).trim();
  }

  /** How a person finds the key, e.g. `the key in OPENAI_API_KEY (FINE_TUNING_API_KEY_REF)`. */
  get place(): string {
    return `the key in ${this.variable ?? 'no variable'} (FINE_TUNING_API_KEY_REF)`;
  }

  /** Why it cannot be used and the way out; undefined when it can. */
  get fault(): string | undefined {
    if (this.variable === undefined) {
      return 'FINE_TUNING_API_KEY_REF is not set: name the variable that holds the key, e.g. env:OPENAI_API_KEY';
    }
    if (this.#value === '') {
      return `${this.variable}, which FINE_TUNING_API_KEY_REF names, is not set: put the key there`;
    }
    if (SENDABLE.test(this.#value)) return undefined;
    return `${this.variable}, which FINE_TUNING_API_KEY_REF names, holds no key: spaces and letters beyond ASCII are never part of one`;
  }

  /** Value of the `authorization` header. @throws BackendUnavailableError without a usable key */
  authorization(): string {
    if (this.fault !== undefined) throw new BackendUnavailableError(this.fault);
    return `Bearer ${this.#value}`;
  }

  /** A text from outside without the key. */
  redact(text: string): string {
    return redact(text, this.#value);
  }
}
