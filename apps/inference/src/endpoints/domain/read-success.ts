import type { FinishReason } from '../../generations/index.js';
import { type JsonObject, listIn, numberIn, objectIn, parseJson, textIn } from './json.js';
import { type Asked, beginningOf, type HttpReply, type Meaning, type Sampled } from './reply.js';
import { scoreProbabilities, type TokenLogprob } from './score-tokens.js';

/** Reads a reply with status 200. */
export function readSuccess(reply: HttpReply, asked: Asked): Meaning {
  const body = objectIn(parseJson(reply.body));
  if (!body) return unreadable(reply, asked);
  const choices = listIn(body.choices)
    .map(objectIn)
    .filter((choice) => choice !== undefined);
  if (choices.length === 0) {
    const message = textIn(objectIn(body.error)?.message) ?? beginningOf(reply.body);
    return retry(`${asked.endpoint} answered without any choice: ${message}`);
  }
  const usage = objectIn(body.usage);
  if (asked.call.scoreTokens.length > 0) return readScores(choices[0] as JsonObject, usage, asked);
  const samples = readTexts(choices.slice(0, asked.samples), usage, asked.call.prefill);
  return { kind: samples.every(({ text }) => text === '') ? 'empty' : 'given', samples };
}

// A body that says it is JSON was cut off on its way; anything else does not come from such an API.
function unreadable({ body, contentType }: HttpReply, { endpoint }: Asked): Meaning {
  if (contentType.includes('json') || /^\s*[{[]/.test(body) || body === '') {
    return retry(`${endpoint} broke off its answer after ${body.length} characters`);
  }
  return {
    kind: 'refused',
    refusal: 'NOT_AN_API',
    reason:
      `${endpoint} answered ${contentType || 'something without a content type'}, not JSON ` +
      `("${beginningOf(body)}"): probably a wrong base URL or a proxy in between`,
  };
}

function readTexts(
  choices: readonly JsonObject[],
  usage: JsonObject | undefined,
  prefill: string,
): Sampled[] {
  const texts = choices.map((choice) => contentOf(choice, prefill));
  const completionTokens = shares(numberIn(usage?.completion_tokens) ?? 0, texts);
  return choices.map((choice, i) => ({
    text: texts[i] as string,
    finishReason: finishReasonOf(choice),
    promptTokens: i === 0 ? (numberIn(usage?.prompt_tokens) ?? 0) : 0,
    completionTokens: completionTokens[i] as number,
    tokenProbabilities: [],
    leakedMass: 0,
  }));
}

// Endpoints that cannot continue a begun message often repeat its beginning.
function contentOf(choice: JsonObject, prefill: string): string {
  const text = textIn(objectIn(choice.message)?.content) ?? '';
  return prefill && text.startsWith(prefill) ? text.slice(prefill.length) : text;
}

function finishReasonOf({ finish_reason: reason }: JsonObject): FinishReason {
  if (reason === 'length') return 'length';
  return reason === 'content_filter' ? 'content-filter' : 'stop';
}

/** Splits the tokens of all samples among them by the lengths of their texts; the sum is kept. */
function shares(total: number, texts: readonly string[]): number[] {
  const length = texts.reduce((sum, text) => sum + text.length, 0);
  let seen = 0;
  let given = 0;
  return texts.map((text, i) => {
    seen += length === 0 ? 1 / texts.length : text.length / length;
    const upTo = i === texts.length - 1 ? total : Math.round(total * seen);
    const share = upTo - given;
    given = upTo;
    return share;
  });
}

function readScores(choice: JsonObject, usage: JsonObject | undefined, asked: Asked): Meaning {
  const first = objectIn(listIn(objectIn(choice.logprobs)?.content)[0]);
  const alternatives = listIn(first?.top_logprobs).flatMap((entry) => toLogprob(entry) ?? []);
  if (alternatives.length === 0) {
    return {
      kind: 'refused',
      refusal: 'TOKEN_PROBABILITIES_UNAVAILABLE',
      reason:
        `${asked.endpoint} gives no token probabilities for ${asked.remoteName}: ` +
        'use the estimator "samples"',
    };
  }
  const sample: Sampled = {
    text: '',
    finishReason: 'probabilities',
    promptTokens: numberIn(usage?.prompt_tokens) ?? 0,
    completionTokens: numberIn(usage?.completion_tokens) ?? 0,
    ...scoreProbabilities(asked.call.scoreTokens, alternatives),
  };
  return { kind: 'given', samples: [sample] };
}

function toLogprob(value: unknown): TokenLogprob | undefined {
  const entry = objectIn(value);
  const token = textIn(entry?.token);
  const logprob = numberIn(entry?.logprob);
  return token === undefined || logprob === undefined ? undefined : { token, logprob };
}

function retry(reason: string): Meaning {
  return { kind: 'retry', reason, throttled: false };
}
