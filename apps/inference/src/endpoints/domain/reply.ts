import type { Completion, ModelCall, Refusal } from '../../generations/index.js';

/** What an endpoint answered. */
export interface HttpReply {
  readonly status: number;
  readonly contentType: string;
  readonly retryAfter: string | undefined;
  /** Of a redirect. */
  readonly location: string | undefined;
  readonly body: string;
}

/** A sample as the reply tells it; how long and how many tries it took is known elsewhere. */
export type Sampled = Omit<Completion, 'latencyMs' | 'attempts'>;

/** What was asked, as far as the reply must be read by it. */
export interface Asked {
  readonly endpoint: string;
  readonly remoteName: string;
  readonly apiKeyRef: string | undefined;
  readonly call: ModelCall;
  /** `n` of the request. */
  readonly samples: number;
  readonly tokensField: 'max_tokens' | 'max_completion_tokens';
}

/** What a reply means for the call. */
export type Meaning =
  | { readonly kind: 'given'; readonly samples: readonly Sampled[] }
  /** Every sample is empty: believed only when it is said twice. */
  | { readonly kind: 'empty'; readonly samples: readonly Sampled[] }
  | { readonly kind: 'retry'; readonly reason: string; readonly throttled: boolean }
  /** The same call may succeed when it is put in another way. */
  | { readonly kind: 'rephrase'; readonly as: 'one-sample' | 'max_completion_tokens' }
  | {
      readonly kind: 'too-long';
      readonly tokens: number | undefined;
      readonly window: number | undefined;
    }
  | { readonly kind: 'refused'; readonly refusal: Refusal; readonly reason: string };

/** The first characters of a body on one line, for messages; never empty. */
export function beginningOf(body: string): string {
  const line = body.slice(0, 400).replace(/\s+/g, ' ').trim();
  if (line === '') return 'nothing';
  return line.length > 120 ? `${line.slice(0, 120)}...` : line;
}
