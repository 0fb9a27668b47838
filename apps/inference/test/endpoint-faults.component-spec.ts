import { ScriptedOpenAi } from '@equipoise/testing';
import { jest } from '@jest/globals';
import { InferenceUnderTest } from './inference-under-test.js';

jest.setTimeout(30_000);

let inference: InferenceUnderTest;
let server: ScriptedOpenAi;
let guarded: ScriptedOpenAi;

beforeAll(async () => {
  server = await ScriptedOpenAi.start({ models: ['alpha', 'beta'] });
  guarded = await ScriptedOpenAi.start({ apiKey: 'the-right-one' });
  inference = await InferenceUnderTest.start({
    ENDPOINT_TRIES: '3',
    WRONG_API_KEY: 'sk-the-wrong-one',
    RIGHT_API_KEY: 'the-right-one',
  });
  await inference.register({ endpoint: server.url, timeoutMs: 1_000 });
});
afterAll(async () => {
  await inference.stop();
  await server.stop();
  await guarded.stop();
});
beforeEach(() => {
  server.reset();
});

describe('a failing endpoint', () => {
  it('is asked again after an error of the server, and both calls count', async () => {
    server.next({ status: 500, texts: ['out of memory'] });
    const [response] = await inference.generate({});
    expect(response?.generation).toMatchObject({ text: 'a scripted answer', attempts: 2 });
  });

  it('is left alone for as long as Retry-After says', async () => {
    server.next({ status: 429, headers: { 'retry-after': '1' } });
    const startedMs = Date.now();
    const [response] = await inference.generate({});
    expect(response?.generation?.attempts).toBe(2);
    expect(Date.now() - startedMs).toBeGreaterThanOrEqual(990);
  });

  it('counts as unavailable when the tries are used up', async () => {
    server.always(() => ({ status: 503, texts: ['overloaded'] }));
    const [response] = await inference.generate({});
    expect(server.calls).toBe(3);
    expect(response?.error).toEqual({
      code: 'INFERENCE.MODEL_UNAVAILABLE',
      message: `${server.url} answered 503: overloaded (3 tries)`,
      retryable: true,
      attempts: 3,
    });
  });

  it('gets no second try once it has refused the request', async () => {
    server.always(() => ({ status: 422, texts: ['temperature must be below 1'] }));
    const [response] = await inference.generate({});
    expect(server.calls).toBe(1);
    expect(response?.error).toMatchObject({ code: 'INFERENCE.REQUEST_REFUSED', retryable: false });
    expect(response?.error?.message).toContain('(422): temperature must be below 1');
  });

  it('is recognised as no such endpoint when it answers a page', async () => {
    const headers = { 'content-type': 'text/html' };
    server.always(() => ({ headers, body: '<!doctype html>\n<title>Log in</title>' }));
    const [response] = await inference.generate({});
    expect(server.calls).toBe(1);
    expect(response?.error).toMatchObject({
      code: 'INFERENCE.NOT_AN_API',
      message:
        `${server.url} answered text/html, not JSON ("<!doctype html> <title>Log in</title>"): ` +
        'probably a wrong base URL or a proxy in between',
    });
  });

  it('names the models it lists when it does not know the one asked for', async () => {
    server.always(() => ({ status: 404, texts: ['The model `scripted` does not exist.'] }));
    const [response] = await inference.generate({});
    expect(response?.error).toMatchObject({
      code: 'INFERENCE.REMOTE_MODEL_NOT_FOUND',
      message: `${server.url} knows no model scripted; it lists: alpha, beta`,
    });
  });

  it.each([
    ['a broken connection', { breakAfterBytes: 20 }],
    ['a body that ends in the middle', { body: '{"choices":[{"message":{"content":"half' }],
    ['an answer without choices', { body: '{"choices":[]}' }],
  ])('is asked again after %s', async (_, fault) => {
    server.next(fault);
    const [mended] = await inference.generate({});
    expect(mended?.generation).toMatchObject({ text: 'a scripted answer', attempts: 2 });
    server.always(() => fault);
    const [lost] = await inference.generate({});
    expect(lost?.error).toMatchObject({ code: 'INFERENCE.MODEL_UNAVAILABLE', attempts: 3 });
  });

  it.each([
    ['says nothing', { hang: true }],
    ['stops in the middle of a body', { stallAfterBytes: 20 }],
  ])('that %s is given up at the deadline of each call', async (_, fault) => {
    server.always(() => fault);
    const [response] = await inference.generate({});
    expect(response?.error).toMatchObject({
      code: 'INFERENCE.MODEL_UNAVAILABLE',
      message: `${server.url} did not answer within 1000 ms (3 tries)`,
    });
  });

  it('has an empty answer believed when it says it twice', async () => {
    server.always(() => ({ texts: [''], finishReason: 'length' }));
    const [response] = await inference.generate({});
    expect(server.calls).toBe(2);
    expect(response?.generation).toMatchObject({ text: '', finishReason: 'length', attempts: 2 });
  });

  it('that says a prompt is too long has tokens and window named', async () => {
    const message =
      "This model's maximum context length is 4096 tokens. However, you requested 5000 tokens " +
      '(4500 in the messages, 500 in the completion).';
    server.always(() => ({ status: 400, texts: [message] }));
    const [response] = await inference.generate({});
    expect(response?.error).toMatchObject({ code: 'INFERENCE.CONTEXT_TOO_LONG', retryable: false });
    expect(response?.error?.message).toContain(
      '5000 tokens are needed and scripted has a window of 4096',
    );
  });

  it('that is not there is named', async () => {
    await inference.register({ name: 'absent', endpoint: 'http://127.0.0.1:1/v1' });
    const [response] = await inference.generate({ model: 'absent' });
    expect(response?.error?.message).toBe(
      'http://127.0.0.1:1/v1 refused the connection: nothing listens there (3 tries)',
    );
  });
});

describe('the key of an endpoint', () => {
  it('is sent as a bearer token', async () => {
    await inference.register({
      name: 'open',
      endpoint: guarded.url,
      apiKeyRef: 'env:RIGHT_API_KEY',
    });
    const [response] = await inference.generate({ model: 'open' });
    expect(response?.generation?.text).toBe('a scripted answer');
  });

  it('is named, never shown, when it is refused', async () => {
    await inference.register({
      name: 'shut',
      endpoint: guarded.url,
      apiKeyRef: 'env:WRONG_API_KEY',
    });
    const [response] = await inference.generate({ model: 'shut' });
    expect(response?.error).toMatchObject({
      code: 'INFERENCE.UNAUTHORIZED',
      message:
        `the key named env:WRONG_API_KEY at ${guarded.url} was refused (401): ` +
        'Incorrect API key provided: Bearer [key]',
    });
  });

  it('is asked for where it is not set', async () => {
    await inference.register({
      name: 'unset',
      endpoint: guarded.url,
      apiKeyRef: 'env:NO_SUCH_KEY',
    });
    const [response] = await inference.generate({ model: 'unset' });
    expect(response?.error?.message).toContain('env:NO_SUCH_KEY, is not set in the environment');
  });
});

describe('a vLLM endpoint', () => {
  it('gets neutral sampling values and is told to continue a begun message', async () => {
    const vllm = await ScriptedOpenAi.start({ owner: 'vllm' });
    await inference.register({ name: 'vllm', endpoint: vllm.url });
    const item = { itemId: 'a', prefill: 'Score:', messages: [{ role: 'user', content: 'judge' }] };
    const decoding = { temperature: 0, topP: 1, maxTokens: 4, stop: [] };
    await inference.generate({
      model: 'vllm',
      items: [{ ...item, decoding, repeats: 1, scoreTokens: [] }],
    });
    await vllm.stop();
    expect(vllm.requests[0]).toMatchObject({
      top_k: -1,
      repetition_penalty: 1,
      continue_final_message: true,
      add_generation_prompt: false,
    });
  });
});
