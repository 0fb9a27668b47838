import type { ModelCall } from '../../generations/index.js';

/** The most alternatives per token that OpenAI and, by default, vLLM give. */
const TOP_LOGPROBS = 20;

/** How one endpoint wants to be asked, as far as it has shown. */
export interface Dialect {
  /** vLLM takes sampling values of its own and can continue a begun message. */
  readonly flavour: 'vllm' | 'generic';
  /** Most samples that one call gives; Infinity until it has given fewer. */
  readonly maxSamples: number;
  /** Newer OpenAI models refuse `max_tokens`. */
  readonly tokensField: 'max_tokens' | 'max_completion_tokens';
}

export const FIRST_DIALECT: Omit<Dialect, 'flavour'> = {
  maxSamples: Infinity,
  tokensField: 'max_tokens',
};

/** Samples that one request asks for: a distribution is the same however often it is read. */
export function samplesAsked(call: ModelCall, dialect: Dialect): number {
  return call.scoreTokens.length > 0 ? 1 : Math.min(call.samples, dialect.maxSamples);
}

/**
 * Body of `POST /chat/completions`. Every sampling value is sent: a server fills what is absent from
 * its own configuration, which would differ between base and tuned model.
 */
export function chatRequest(remoteName: string, call: ModelCall, dialect: Dialect): string {
  const { decoding, prefill, scoreTokens } = call;
  const wantsScores = scoreTokens.length > 0;
  const samples = samplesAsked(call, dialect);
  return JSON.stringify({
    model: remoteName,
    messages: prefill ? [...call.messages, { role: 'assistant', content: prefill }] : call.messages,
    temperature: decoding.temperature,
    top_p: decoding.topP,
    [dialect.tokensField]: wantsScores ? 1 : decoding.maxTokens,
    seed: decoding.seed,
    stop: decoding.stop.length > 0 ? decoding.stop : undefined,
    n: samples > 1 ? samples : undefined,
    stream: false,
    ...(wantsScores ? { logprobs: true, top_logprobs: TOP_LOGPROBS } : undefined),
    ...(dialect.flavour === 'vllm' ? vllmExtras(prefill) : undefined),
  });
}

// Neutral values: they override what a model's generation_config.json would set.
function vllmExtras(prefill: string): object {
  const sampling = {
    top_k: -1,
    min_p: 0,
    repetition_penalty: 1,
    presence_penalty: 0,
    frequency_penalty: 0,
  };
  if (!prefill) return sampling;
  return { ...sampling, continue_final_message: true, add_generation_prompt: false };
}
