import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { modelFolder, temporaryFolder, testModelCache } from '@equipoise/testing';
import { jest } from '@jest/globals';
import { LlamaRuntime, LocalModelCatalog } from '../src/local-models/index.js';
import type { RegisteredModel } from '../src/models/index.js';
import { tinyAdapter } from './tiny-adapter.js';

jest.setTimeout(180_000);

const BASE = 'smollm2-135m';
/** Width of SmolLM2-135M: its query projection maps 576 numbers to 576. */
const WIDTH = { inputs: 576, outputs: 576 };

describe('a LoRA adapter of a local model', () => {
  // Room for the model and the lanes of one adapter: the others are given back again and again.
  const runtime = new LlamaRuntime({ threads: 2, gpu: 'cpu', memoryBytes: 300e6 });
  let base: RegisteredModel & { provider: 'local' };
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;

  beforeAll(async () => {
    await modelFolder(BASE);
    const found = await new LocalModelCatalog(testModelCache()).find(BASE);
    if (found?.model.provider !== 'local') throw new Error(`${BASE} is not in the catalogue`);
    base = { ...found.model, provider: 'local' };
    folder = await temporaryFolder();
  });

  afterAll(async () => {
    await runtime.onApplicationShutdown();
    await folder.remove();
  });

  async function tuned(name: string, content: Buffer): Promise<RegisteredModel> {
    const adapterFile = join(folder.path, `${name}.gguf`);
    await writeFile(adapterFile, content);
    return { ...base, name, base: BASE, adapterFile, adapterDigest: name };
  }

  async function ask(model: RegisteredModel): Promise<string> {
    const call = {
      messages: [{ role: 'user' as const, content: 'Name three birds of the sea.' }],
      prefill: '',
      decoding: { temperature: 0, topP: 1, maxTokens: 16, seed: undefined, stop: [] },
      samples: 1,
      scoreTokens: [],
    };
    const [completion] = await runtime.complete(model, call, new AbortController().signal);
    return completion?.text ?? '';
  }

  it('changes the answers, and leaves those of the base model as they are', async () => {
    const plain = await ask(base);
    const loud = await tuned('loud', tinyAdapter({ ...WIDTH, size: 2 }));
    const silent = await tuned('silent', tinyAdapter({ ...WIDTH, size: 0 }));
    const [fromLoud, fromSilent] = [await ask(loud), await ask(silent)];
    expect(fromLoud).not.toBe(plain);
    expect(fromSilent).toBe(plain);
    expect([await ask(base), await ask(loud)]).toEqual([plain, fromLoud]);
  });

  it('answers as alone when the base model and other adapters are asked beside it', async () => {
    const loud = await tuned('loud', tinyAdapter({ ...WIDTH, size: 2 }));
    const [plain, fromLoud] = [await ask(base), await ask(loud)];
    const together = await Promise.all([loud, base, loud, base].map((model) => ask(model)));
    expect(together).toEqual([fromLoud, plain, fromLoud, plain]);
  });

  it.each([
    ['was made for a wider model', () => tinyAdapter({ inputs: 896, outputs: 896, size: 1 })],
    ['is cut off', () => tinyAdapter({ ...WIDTH, size: 1 }).subarray(0, 3_000)],
    ['has no tensors', () => tinyAdapter({ ...WIDTH, size: 1 }).subarray(0, 24)],
  ])('is refused by name when it %s, and the base model goes on', async (_, content) => {
    const broken = await tuned('broken', content());
    const failure = ask(broken);
    await expect(failure).rejects.toThrow(/the adapter .*broken\.gguf cannot be used with/);
    await expect(failure).rejects.toMatchObject({ code: 'INFERENCE.MODEL_FILE_UNUSABLE' });
    expect((await ask(base)).length).toBeGreaterThan(0);
  });

  it('is refused when its file is gone', async () => {
    const gone = {
      ...(await tuned('x', Buffer.alloc(0))),
      adapterFile: join(folder.path, 'gone.gguf'),
    };
    await expect(ask(gone)).rejects.toThrow(/adapter file of x is not there/);
  });
});
