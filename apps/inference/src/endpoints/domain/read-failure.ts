import { type JsonObject, numberIn, objectIn, parseJson, textIn } from './json.js';
import { type Asked, beginningOf, type HttpReply, type Meaning } from './reply.js';

const TOKENS_NEEDED = /(?:requested|resulted in|request has)\D{0,20}(\d+)/;
const WINDOW = /(?:maximum context length|maximum model length)\D{0,20}(\d+)/;

interface Fault {
  readonly message: string;
  /** `error.code` and `error.type`, for searching. */
  readonly codes: string;
  readonly tokens: number | undefined;
  readonly window: number | undefined;
}

/** Reads a reply with any other status than 200. */
export function readFailure(reply: HttpReply, asked: Asked): Meaning {
  const { status } = reply;
  const fault = faultIn(reply.body);
  if (isTooLong(fault)) return { kind: 'too-long', tokens: fault.tokens, window: fault.window };
  if (status === 429 && /insufficient_quota|billing/i.test(fault.codes)) {
    return refused('QUOTA_EXHAUSTED', `${whose(asked)} has no credit left: ${fault.message}`);
  }
  if (isPassing(status)) {
    return {
      kind: 'retry',
      reason: `${asked.endpoint} answered ${status}: ${fault.message}`,
      throttled: status === 429 || status === 503,
    };
  }
  return rephrasing(fault, status, asked) ?? refusal(reply, fault, asked);
}

/** Whether the same request may find a better hour. */
function isPassing(status: number): boolean {
  return [408, 409, 425, 429].includes(status) || status >= 500;
}

function rephrasing({ message }: Fault, status: number, asked: Asked): Meaning | undefined {
  if (status !== 400 && status !== 422) return undefined;
  if (asked.tokensField === 'max_tokens' && message.includes('max_completion_tokens')) {
    return { kind: 'rephrase', as: 'max_completion_tokens' };
  }
  return asked.samples > 1 ? { kind: 'rephrase', as: 'one-sample' } : undefined;
}

function refusal({ status, location }: HttpReply, fault: Fault, asked: Asked): Meaning {
  const { endpoint, remoteName, call } = asked;
  if (status === 401 || status === 403) {
    return refused('UNAUTHORIZED', `${whose(asked)} was refused (${status}): ${fault.message}`);
  }
  if (status === 404) {
    return refused('REMOTE_MODEL_NOT_FOUND', `${endpoint} knows no model ${remoteName}`);
  }
  if (status >= 300 && status < 400) {
    const target = location === undefined ? 'elsewhere' : `to ${location}`;
    return refused('NOT_AN_API', `${endpoint} redirects ${target}: register the URL it leads to`);
  }
  const hint = call.scoreTokens.length > 0 ? '; the estimator "samples" needs no logprobs' : '';
  return refused(
    'REQUEST_REFUSED',
    `${endpoint} refused the request for ${remoteName} (${status}): ${fault.message}${hint}`,
  );
}

function whose({ apiKeyRef, endpoint }: Asked): string {
  return apiKeyRef === undefined
    ? `the call without a key to ${endpoint} (register the model with apiKeyRef)`
    : `the key named ${apiKeyRef} at ${endpoint}`;
}

/** The ways in which OpenAI, vLLM and llama.cpp say that a prompt does not fit. */
function isTooLong({ codes, message }: Fault): boolean {
  return (
    /context_length_exceeded|exceed_context_size/.test(codes) ||
    /maximum context length|exceeds the available context size|maximum model length/i.test(message)
  );
}

function faultIn(body: string): Fault {
  const root = objectIn(parseJson(body));
  const error = objectIn(root?.error) ?? root;
  const message = messageIn(root, error) ?? beginningOf(body);
  return {
    message,
    codes: [error?.code, error?.type].filter((code) => typeof code === 'string').join(' '),
    tokens: numberIn(error?.n_prompt_tokens) ?? numberAfter(TOKENS_NEEDED, message),
    window: numberIn(error?.n_ctx) ?? numberAfter(WINDOW, message),
  };
}

function messageIn(
  root: JsonObject | undefined,
  error: JsonObject | undefined,
): string | undefined {
  return textIn(error?.message) ?? textIn(root?.error) ?? textIn(root?.detail);
}

function numberAfter(pattern: RegExp, text: string): number | undefined {
  const digits = pattern.exec(text)?.[1];
  return digits === undefined ? undefined : Number(digits);
}

function refused(
  refusal: Extract<Meaning, { kind: 'refused' }>['refusal'],
  reason: string,
): Meaning {
  return { kind: 'refused', refusal, reason };
}
