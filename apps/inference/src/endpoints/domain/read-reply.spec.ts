import type { ModelCall } from '../../generations/index.js';
import { readFailure } from './read-failure.js';
import { readSuccess } from './read-success.js';
import type { Asked, HttpReply } from './reply.js';

const CALL: ModelCall = {
  messages: [{ role: 'user', content: 'q' }],
  prefill: '',
  decoding: { temperature: 0, topP: 1, maxTokens: 8, seed: undefined, stop: [] },
  samples: 1,
  scoreTokens: [],
};

function asked(given: Partial<Asked> = {}): Asked {
  return {
    endpoint: 'http://e/v1',
    remoteName: 'm',
    apiKeyRef: 'env:E_KEY',
    call: CALL,
    samples: 1,
    tokensField: 'max_tokens',
    ...given,
  };
}

function reply(status: number, body: unknown, given: Partial<HttpReply> = {}): HttpReply {
  return {
    status,
    contentType: 'application/json',
    retryAfter: undefined,
    location: undefined,
    body: typeof body === 'string' ? body : JSON.stringify(body),
    ...given,
  };
}

const choice = (content: string | null): object => ({
  message: { content },
  finish_reason: 'stop',
});

describe(readSuccess.name, () => {
  it('splits the completion tokens among samples by length and keeps their sum', () => {
    const body = {
      choices: [choice('aaaaaa'), choice('bb'), choice('b')],
      usage: { prompt_tokens: 10, completion_tokens: 10 },
    };
    const meaning = readSuccess(reply(200, body), asked({ samples: 3 }));
    expect(meaning).toMatchObject({
      kind: 'given',
      samples: [
        { promptTokens: 10, completionTokens: 7 },
        { promptTokens: 0, completionTokens: 2 },
        { promptTokens: 0, completionTokens: 1 },
      ],
    });
  });

  it('leaves out a prefill that is repeated', () => {
    const call = { ...CALL, prefill: 'Score: ' };
    const meaning = readSuccess(reply(200, { choices: [choice('Score: 4')] }), asked({ call }));
    expect(meaning).toMatchObject({ samples: [{ text: '4' }] });
  });

  it.each([
    ['null for a text', { choices: [choice(null)] }, 'empty'],
    ['no choices', { choices: [] }, 'retry'],
    ['an error that calls itself a success', { error: { message: 'busy' } }, 'retry'],
    ['half a JSON', '{"choices":[{"mess', 'retry'],
    ['nothing', '', 'retry'],
    ['a page', '<html>', 'refused'],
  ])('takes %s for what it is', (_, body, kind) => {
    const contentType = body === '<html>' ? 'text/html' : 'application/json';
    expect(readSuccess(reply(200, body, { contentType }), asked()).kind).toBe(kind);
  });

  it('refuses a reply without token probabilities where such were asked for', () => {
    const call = { ...CALL, scoreTokens: ['1'] };
    const meaning = readSuccess(reply(200, { choices: [choice('1')] }), asked({ call }));
    expect(meaning).toMatchObject({ refusal: 'TOKEN_PROBABILITIES_UNAVAILABLE' });
  });
});

describe(readFailure.name, () => {
  it.each([408, 409, 425, 429, 500, 502, 503, 504, 529])('tries again after %i', (status) => {
    const throttled = status === 429 || status === 503;
    expect(readFailure(reply(status, '<html>bad gateway'), asked())).toMatchObject({
      kind: 'retry',
      throttled,
    });
  });

  it.each([
    [400, 'REQUEST_REFUSED'],
    [401, 'UNAUTHORIZED'],
    [403, 'UNAUTHORIZED'],
    [404, 'REMOTE_MODEL_NOT_FOUND'],
    [308, 'NOT_AN_API'],
  ])('does not try again after %i', (status, refusal) => {
    const error = { message: 'no', type: 'x' };
    expect(readFailure(reply(status, { error }), asked())).toMatchObject({
      kind: 'refused',
      refusal,
    });
  });

  it('takes a used-up quota for a refusal, though it comes as 429', () => {
    const error = { message: 'You exceeded your current quota', code: 'insufficient_quota' };
    expect(readFailure(reply(429, { error }), asked())).toMatchObject({
      refusal: 'QUOTA_EXHAUSTED',
    });
  });

  it('asks for one sample, or for max_completion_tokens, where that may be the fault', () => {
    const body = { error: { message: "use 'max_completion_tokens' instead" } };
    expect(readFailure(reply(400, body), asked())).toEqual({
      kind: 'rephrase',
      as: 'max_completion_tokens',
    });
    const several = asked({ samples: 3, tokensField: 'max_completion_tokens' });
    expect(readFailure(reply(400, body), several)).toEqual({ kind: 'rephrase', as: 'one-sample' });
  });

  it.each([
    [
      { error: { message: 'too long', code: 'context_length_exceeded' } },
      { tokens: undefined, window: undefined },
    ],
    [
      {
        error: {
          message:
            'maximum context length is 4097 tokens. However, your messages resulted in 5000 tokens.',
        },
      },
      { tokens: 5000, window: 4097 },
    ],
    [
      {
        error: {
          message: 'the request exceeds the available context size',
          type: 'exceed_context_size_error',
          n_prompt_tokens: 700,
          n_ctx: 512,
        },
      },
      { tokens: 700, window: 512 },
    ],
  ])('reads how much too long a prompt is: %j', (body, expected) => {
    expect(readFailure(reply(400, body), asked())).toEqual({ kind: 'too-long', ...expected });
  });
});
