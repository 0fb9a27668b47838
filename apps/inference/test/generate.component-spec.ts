import { ScriptedOpenAi } from '@equipoise/testing';
import { jest } from '@jest/globals';
import { anItem, InferenceUnderTest } from './inference-under-test.js';

jest.setTimeout(10_000);

let inference: InferenceUnderTest;
let server: ScriptedOpenAi;

beforeAll(async () => {
  server = await ScriptedOpenAi.start();
  inference = await InferenceUnderTest.start();
  await inference.register({ endpoint: server.url });
});
afterAll(async () => {
  await inference.stop();
  await server.stop();
});
beforeEach(() => {
  server.reset();
});

describe('Generate', () => {
  it('answers each item with text, tokens and the cost by the registered prices', async () => {
    server.next({ texts: ['forty two'], finishReason: 'length' });
    const messages = [{ role: 'user', content: 'what is six times nine' }];
    const [response] = await inference.generate({ items: [anItem({ itemId: 'a', messages })] });
    expect(response).toMatchObject({
      itemId: 'a',
      repeat: 0,
      generation: {
        text: 'forty two',
        finishReason: 'length',
        promptTokens: 5,
        completionTokens: 2,
        attempts: 1,
        reused: false,
      },
    });
    expect(response?.generation?.costUsd).toBeCloseTo(9e-6, 12);
    expect(response?.generation?.generationId).toMatch(/^[0-9a-f]{64}$/);
  });

  it('sends every sampling value', async () => {
    const decoding = { temperature: 0.5, topP: 0.9, maxTokens: 7, seed: 11, stop: ['END'] };
    await inference.generate({ items: [anItem({ decoding })] });
    expect(server.requests[0]).toMatchObject({
      model: 'scripted',
      temperature: 0.5,
      top_p: 0.9,
      max_tokens: 7,
      seed: 11,
      stop: ['END'],
      stream: false,
    });
  });

  it('takes what is stored without a call', async () => {
    const items = [anItem(), anItem({ itemId: 'other' })];
    const bought = await inference.generate({ items });
    const found = await inference.generate({ items });
    expect(server.calls).toBe(2);
    expect(found.map(({ generation }) => generation?.reused)).toEqual([true, true]);
    expect(found.map(({ generation }) => generation?.generationId)).toEqual(
      bought.map(({ generation }) => generation?.generationId),
    );
  });

  it('buys only the repeats that are missing, each a sample of its own', async () => {
    server.always((_, index) => ({ texts: [`sample ${index}`] }));
    const item = anItem();
    await inference.generate({ items: [item] });
    const again = await inference.generate({ items: [{ ...item, repeats: 2 }] });
    expect(server.calls).toBe(2);
    expect(again.map(({ generation }) => [generation?.text, generation?.reused])).toEqual([
      ['sample 0', true],
      ['sample 1', false],
    ]);
  });

  it('gets n samples in one call and counts the call and its prompt once', async () => {
    server.next({ texts: ['one', 'two', 'three'] });
    const messages = [{ role: 'user', content: 'count to three please' }];
    const samples = await inference.generate({ items: [anItem({ repeats: 3, messages })] });
    expect(server.requests.map(({ n }) => n)).toEqual([3]);
    expect(samples.map(({ generation }) => generation?.text)).toEqual(['one', 'two', 'three']);
    expect(samples.map(({ generation }) => generation?.attempts)).toEqual([1, 0, 0]);
    expect(samples.map(({ generation }) => generation?.promptTokens)).toEqual([4, 0, 0]);
    expect(samples.map(({ generation }) => generation?.completionTokens)).toEqual([1, 1, 1]);
  });

  it('asks one by one, and at once, where the endpoint refuses n', async () => {
    await inference.register({ name: 'single', endpoint: server.url });
    server.always(({ n }, index) =>
      n === undefined ? { texts: [`alone ${index}`] } : { status: 400, texts: ['n must be 1'] },
    );
    const first = await inference.generate({ model: 'single', items: [anItem({ repeats: 3 })] });
    expect(first.every(({ generation }) => generation?.text.startsWith('alone'))).toBe(true);
    expect(server.requests.map(({ n }) => n)).toEqual([3, undefined, undefined, undefined]);
    await inference.generate({ model: 'single', items: [anItem({ repeats: 2 })] });
    expect(server.requests.slice(4).map(({ n }) => n)).toEqual([undefined, undefined]);
  });

  it('runs what two batches want at once a single time', async () => {
    server.always(() => ({ delayMs: 100 }));
    const items = [anItem()];
    const [one, two] = await Promise.all([
      inference.generate({ items }),
      inference.generate({ items }),
    ]);
    expect(server.calls).toBe(1);
    expect([one, two].map(([outcome]) => outcome?.generation?.reused).sort()).toEqual([
      false,
      true,
    ]);
  });

  it('keeps to the concurrency of the model across batches', async () => {
    server.always(() => ({ delayMs: 20 }));
    const batch = (): ReturnType<InferenceUnderTest['generate']> =>
      inference.generate({
        items: Array.from({ length: 10 }, (_, i) => anItem({ itemId: `${i}` })),
      });
    await Promise.all([batch(), batch()]);
    expect(server.calls).toBe(20);
    expect(server.maxConcurrency).toBe(4);
  });

  it('stores text that PostgreSQL cannot hold with replacement characters', async () => {
    server.next({
      body: JSON.stringify({ choices: [{ message: { content: 'a\u0000b\ud800c' } }] }),
    });
    const [response] = await inference.generate({});
    expect(response?.generation?.text).toBe('a\uFFFDb\uFFFDc');
  });

  it('gives the probabilities of score tokens, with and without a leading space, and what leaks', async () => {
    server.next({ probabilities: { '4': 0.5, ' 4': 0.2, '5': 0.1, four: 0.15 } });
    const [response] = await inference.generate({
      items: [anItem({ prefill: 'Score:', scoreTokens: ['3', '4', '5'] })],
    });
    expect(server.requests[0]).toMatchObject({ logprobs: true, top_logprobs: 20, max_tokens: 1 });
    expect(server.requests[0]?.messages.at(-1)).toEqual({ role: 'assistant', content: 'Score:' });
    const { tokenProbabilities = [], leakedMass, finishReason } = response?.generation ?? {};
    expect(finishReason).toBe('probabilities');
    expect(tokenProbabilities.map(({ token }) => token)).toEqual(['3', '4', '5']);
    expect(tokenProbabilities[0]?.probability).toBe(0);
    expect(tokenProbabilities[1]?.probability).toBeCloseTo(0.7, 12);
    expect(tokenProbabilities[2]?.probability).toBeCloseTo(0.1, 12);
    expect(leakedMass).toBeCloseTo(0.2, 12);
  });

  it('says that an endpoint gives no token probabilities instead of falling back', async () => {
    const [response] = await inference.generate({ items: [anItem({ scoreTokens: ['1'] })] });
    expect(response?.error).toMatchObject({
      code: 'INFERENCE.TOKEN_PROBABILITIES_UNAVAILABLE',
      retryable: false,
    });
    expect(response?.error?.message).toContain('estimator "samples"');
  });

  it('refuses score tokens before any call where the model is known to give none', async () => {
    await inference.register({ name: 'mute', endpoint: server.url, tokenProbabilities: false });
    const request = { model: 'mute', items: [anItem({ scoreTokens: ['1'] })] };
    await expect(inference.generate(request)).rejects.toMatchObject({
      kind: 'precondition',
      code: 'INFERENCE.TOKEN_PROBABILITIES_UNAVAILABLE',
    });
    expect(server.calls).toBe(0);
  });

  it('refuses an unknown model and names those that exist', async () => {
    await expect(inference.generate({ model: 'nobody' })).rejects.toMatchObject({
      kind: 'not_found',
      message: expect.stringMatching(/"nobody" does not exist .*scripted/) as string,
    });
  });

  it('names every field of a batch that is out of range', async () => {
    const decoding = { temperature: -1, topP: 2, maxTokens: 0, stop: [] };
    const items = [anItem({ decoding }), anItem({ messages: [], repeats: 101 })];
    await expect(inference.generate({ items })).rejects.toMatchObject({
      kind: 'invalid',
      violations: [
        { path: 'items[0].decoding.temperature' },
        { path: 'items[0].decoding.topP' },
        { path: 'items[0].decoding.maxTokens' },
        { path: 'items[1].messages' },
        { path: 'items[1].repeats' },
        { path: 'items[1].itemId' },
      ],
    });
    await expect(inference.generate({ items: [] })).rejects.toMatchObject({ kind: 'invalid' });
    await expect(inference.generate({ purpose: 'fun' })).rejects.toMatchObject({ kind: 'invalid' });
  });

  it('stops calling when the caller goes away, and lets another one take over', async () => {
    server.always(({ messages }) => ({ hang: messages[0]?.content === 'hangs' }));
    const items = [anItem({ messages: [{ role: 'user', content: 'hangs' }] })];
    const leaving = new AbortController();
    const left = inference.client.stream(
      'generate',
      { model: 'scripted', purpose: 'probe', experimentId: '', items },
      { signal: leaving.signal },
    );
    const gone = expect(left.next()).rejects.toMatchObject({ kind: 'cancelled' });
    await until(() => server.calls === 1);
    const staying = inference.generate({ items });
    server.always(() => ({ texts: ['taken over'] }));
    leaving.abort();
    await gone;
    expect((await staying)[0]?.generation).toMatchObject({ text: 'taken over', reused: false });
  });
});

async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise((resolve) => setTimeout(resolve, 5));
}
