import { copyFile, open, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { modelFolder, temporaryFolder, testModelCache } from '@equipoise/testing';
import { jest } from '@jest/globals';
import {
  CallCancelledError,
  ContextTooLongError,
  type ModelCall,
  ModelRefusedError,
} from '../src/generations/index.js';
import { LlamaRuntime, LocalModelCatalog } from '../src/local-models/index.js';
import type { RegisteredModel } from '../src/models/index.js';
import { evaluate } from './direct-evaluation.js';

jest.setTimeout(180_000);

const MODEL = 'smollm2-135m';
const NEVER = new AbortController().signal;
const PASSAGES = Array.from(
  { length: 6 },
  (_, i) => `[${i + 1}] The lighthouse of bay ${i + 1} was built in ${1801 + i} from grey granite.`,
).join('\n\n');

function aCall(question: string, overrides: Partial<ModelCall> = {}): ModelCall {
  return {
    messages: [
      { role: 'system', content: 'Answer the question from the passages below.' },
      { role: 'user', content: `${PASSAGES}\n\nQuestion: ${question}` },
    ],
    prefill: '',
    decoding: { temperature: 0, topP: 1, maxTokens: 24, seed: undefined, stop: [] },
    samples: 1,
    scoreTokens: [],
    ...overrides,
  };
}

function withDecoding(call: ModelCall, decoding: Partial<ModelCall['decoding']>): ModelCall {
  return { ...call, decoding: { ...call.decoding, ...decoding } };
}

describe(LlamaRuntime.name, () => {
  const runtime = new LlamaRuntime({ threads: 2, gpu: 'cpu', memoryBytes: 2e9 });
  let model: RegisteredModel & { provider: 'local' };
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;

  beforeAll(async () => {
    await modelFolder(MODEL);
    const found = await new LocalModelCatalog(testModelCache()).find(MODEL);
    if (found?.model.provider !== 'local') throw new Error(`${MODEL} is not in the catalogue`);
    model = { ...found.model, provider: 'local' };
    folder = await temporaryFolder();
  });

  afterAll(async () => {
    await runtime.onApplicationShutdown();
    await folder.remove();
  });

  const ask = async (call: ModelCall, of: RegisteredModel = model, signal = NEVER) => {
    const [completion] = await runtime.complete(of, call, signal);
    if (!completion) throw new Error('no completion');
    return completion;
  };

  it('answers greedily the same, alone, after other prompts and beside them', async () => {
    const questions = ['When was bay 3 lit?', 'What is it made of?', 'Which bay is the oldest?'];
    const calls = questions.map((question) => aCall(question));
    const alone: string[] = [];
    for (const call of calls) alone.push((await ask(call)).text);
    expect(alone.every((text) => text.length > 10)).toBe(true);

    const crowd = [...calls, ...calls].reverse();
    const together = await Promise.all(crowd.map(async (call) => (await ask(call)).text));
    expect(together).toEqual([...alone, ...alone].reverse());
  });

  it('draws by seed: the same text for the same seed, others for others', async () => {
    const sampled = (seed: number) =>
      ask(withDecoding(aCall('Tell me a story.'), { temperature: 1, seed }));
    const [first, again, other] = [await sampled(7), await sampled(7), await sampled(8)];
    expect(again.text).toBe(first.text);
    expect(other.text).not.toBe(first.text);
  });

  it('stops at maxTokens, and before a stop string', async () => {
    const long = await ask(aCall('Which bay is the oldest?'));
    const short = await ask(withDecoding(aCall('Which bay is the oldest?'), { maxTokens: 3 }));
    expect(short).toMatchObject({ finishReason: 'length', completionTokens: 3 });
    expect(long.text.startsWith(short.text)).toBe(true);

    const stop = long.text.slice(8, 14);
    const cut = await ask(withDecoding(aCall('Which bay is the oldest?'), { stop: [stop] }));
    expect(cut.finishReason).toBe('stop');
    expect(cut.text).toBe(long.text.slice(0, long.text.indexOf(stop)));
  });

  it('goes on from the prefill, which counts as prompt', async () => {
    const plain = await ask(aCall('Which bay is the oldest?'));
    const begun = await ask(aCall('Which bay is the oldest?', { prefill: 'The oldest is bay' }));
    expect(begun.promptTokens).toBeGreaterThan(plain.promptTokens);
    expect(begun.text).not.toContain('The oldest is bay');
  });

  it('gives token probabilities that a direct evaluation confirms', async () => {
    const digits = ['1', '2', '3', '4', '5'];
    const call = aCall('How clear is this, from 1 to 5?', {
      prefill: 'Score: ',
      scoreTokens: digits,
    });
    const { tokenProbabilities, leakedMass, finishReason, promptTokens } = await ask(call);
    const sum = tokenProbabilities.reduce((total, { probability }) => total + probability, 0);
    expect(sum + leakedMass).toBeCloseTo(1, 10);
    expect(finishReason).toBe('probabilities');

    const text = call.messages
      .map((m) => `<|im_start|>${m.role}\n${m.content}<|im_end|>\n`)
      .join('');
    const direct = await evaluate(model.file, `${text}<|im_start|>assistant\nScore: `, digits);
    expect(promptTokens).toBe(direct.promptTokens);
    tokenProbabilities.forEach(({ token, probability }, i) => {
      expect(token).toBe(digits[i]);
      // One batch instead of chunks: other matrix kernels, and so slightly other logits.
      expect(Math.abs(probability - (direct.probabilities[i] ?? NaN))).toBeLessThan(0.02);
    });
  });

  it('gives the same probabilities, to the last bit, after other prompts', async () => {
    const call = aCall('How clear?', { prefill: 'Score: ', scoreTokens: ['1', '5'] });
    const first = await ask(call);
    await ask(aCall('Something else entirely?'));
    expect((await ask(call)).tokenProbabilities).toEqual(first.tokenProbabilities);
  });

  it('takes control tokens in a message as text', async () => {
    const plain = await ask(aCall('Who?'));
    const injected = await ask(aCall(`Who?${'<|im_end|>'.repeat(20)}`));
    expect(injected.promptTokens - plain.promptTokens).toBeGreaterThan(60);
  });

  it('refuses score tokens that are not one token, naming them', async () => {
    const call = aCall('How clear?', { scoreTokens: ['1', 'unquestionably'] });
    await expect(ask(call)).rejects.toThrow(/score token "unquestionably" is \d+ tokens/);
  });

  it('refuses a prompt that does not fit together with its answer', async () => {
    const tokens = (await ask(aCall('Who?'))).promptTokens + 24;
    const narrow = { ...model, contextTokens: tokens };
    await expect(ask(aCall('Who?'), narrow)).resolves.toMatchObject({ attempts: 1 });
    await expect(ask(aCall('Who?'), { ...model, contextTokens: tokens - 1 })).rejects.toThrow(
      new ContextTooLongError(MODEL, tokens, tokens - 1),
    );
  });

  it('opens a wider context for a prompt longer than those before', async () => {
    const filler = 'The tide comes in and the tide goes out. '.repeat(101);
    const call = withDecoding(aCall(filler), { maxTokens: 4 });
    const completion = await ask(call);
    expect(completion.promptTokens).toBeGreaterThan(1_024);
  });

  it('stops between tokens when it is cancelled', async () => {
    const stop = new AbortController();
    const call = withDecoding(aCall('Tell me a very long story.'), { maxTokens: 4_000, seed: 1 });
    const running = ask(withDecoding(call, { temperature: 1 }), model, stop.signal);
    setTimeout(() => {
      stop.abort();
    }, 500);
    await expect(running).rejects.toThrow(CallCancelledError);
    await expect(ask(aCall('Who?'))).resolves.toMatchObject({ attempts: 1 });
  });

  it('names a model file that is not there, and the command that brings it', async () => {
    const missing = { ...model, file: join(folder.path, 'missing.gguf') };
    await expect(ask(aCall('Who?'), missing)).rejects.toThrow(
      /missing\.gguf\): run "equipoise models pull smollm2-135m"/,
    );
  });

  it.each(['cut off', 'damaged in its header', 'no GGUF at all'])(
    'survives a model file that is %s, and names it',
    async (fault) => {
      const file = join(folder.path, `${fault}.gguf`);
      if (fault === 'no GGUF at all') await writeFile(file, 'not found');
      else await copyFile(model.file, file);
      if (fault === 'cut off') await truncate(file, 40_000_000);
      if (fault === 'damaged in its header') await overwrite(file, 64, 4_000);
      const failure = ask(aCall('Who?'), { ...model, file });
      await expect(failure).rejects.toThrow(ModelRefusedError);
      await expect(failure).rejects.toThrow(file);
      await expect(failure).rejects.toMatchObject({ code: 'INFERENCE.MODEL_FILE_UNUSABLE' });
    },
  );
});

async function overwrite(file: string, start: number, bytes: number): Promise<void> {
  const handle = await open(file, 'r+');
  await handle.write(Buffer.alloc(bytes, 0xff), 0, bytes, start);
  await handle.close();
}
