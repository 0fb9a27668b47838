import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { inferenceV1 } from '@equipoise/contracts';
import { sha256 } from '@equipoise/kernel';
import { temporaryFolder } from '@equipoise/testing';
import { jest } from '@jest/globals';
import { aModel, InferenceUnderTest } from './inference-under-test.js';

jest.setTimeout(60_000);

let inference: InferenceUnderTest;
let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let local: inferenceV1.Model;

beforeAll(async () => {
  folder = await temporaryFolder();
  inference = await InferenceUnderTest.start();
  const { models } = await inference.client.call('listModels', {});
  local = models.find(({ provider }) => provider === 'local') as inferenceV1.Model;
});
afterAll(async () => {
  await inference.stop();
  await folder.remove();
});

async function register(model: Partial<inferenceV1.Model>): Promise<inferenceV1.Model | undefined> {
  return (await inference.client.call('registerModel', { model: aModel(model) })).model;
}

async function anAdapter(
  content: string,
  adapter: Partial<inferenceV1.RegisterAdapterRequest> = {},
): Promise<inferenceV1.RegisterAdapterRequest> {
  const path = join(folder.path, `${sha256(content)}.gguf`);
  await writeFile(path, content);
  return {
    ...{ name: 'base+0c1d2e3f4a5b', base: local.name, format: 'gguf', rank: 0 },
    ...{ path, digest: sha256(content), ...adapter },
  };
}

describe('RegisterModel', () => {
  it('keeps a model and gives it a fingerprint by endpoint and remote name', async () => {
    const endpoint = 'https://models.example/v1/';
    const one = await register({ name: 'one', endpoint, remoteName: 'served', maxConcurrency: 0 });
    const two = await register({ name: 'two', endpoint, remoteName: 'served' });
    const tuned = await register({
      name: 'x',
      endpoint,
      remoteName: 'served',
      adapterDigest: 'a'.repeat(64),
    });
    expect(one).toMatchObject({
      endpoint: 'https://models.example/v1',
      maxConcurrency: 8,
      status: 'ready',
    });
    expect(one?.fingerprint).toMatch(/^[0-9a-f]{64}$/);
    expect(two?.fingerprint).toBe(one?.fingerprint);
    expect(tuned?.fingerprint).not.toBe(one?.fingerprint);
    expect((await inference.client.call('getModel', { name: 'one' })).model).toEqual(one);
  });

  it('replaces what was registered under the name', async () => {
    await register({ name: 'moving', endpoint: 'http://10.0.0.1/v1', timeoutMs: 2_000 });
    await register({ name: 'moving', endpoint: 'http://10.0.0.2/v1' });
    const { models } = await inference.client.call('listModels', {});
    const moving = models.filter(({ name }) => name === 'moving');
    expect(moving).toMatchObject([{ endpoint: 'http://10.0.0.2/v1', timeoutMs: 5_000 }]);
  });

  it('names every field at fault, and does not repeat what may be a key', async () => {
    const wrong = register({
      name: 'two words',
      endpoint: 'ftp://models.example/v1',
      apiKeyRef: 'sk-pasted-by-mistake',
      maxConcurrency: 1025,
      timeoutMs: 1,
      inputUsdPerMillion: -1,
    });
    await expect(wrong).rejects.toMatchObject({
      kind: 'invalid',
      message: expect.not.stringContaining('sk-pasted') as string,
      violations: [
        { path: 'model.name' },
        { path: 'model.endpoint' },
        { path: 'model.apiKeyRef' },
        { path: 'model.maxConcurrency' },
        { path: 'model.timeoutMs' },
        { path: 'model.inputUsdPerMillion' },
      ],
    });
  });

  it('keeps what arms are compared by, and takes nothing for it that is too long or too large', async () => {
    const facts = { precision: 'bf16', chatTemplate: 'llama3', adapterRank: 16 };
    const kept = await register({ name: 'facts', ...facts });
    expect(kept).toMatchObject(facts);
    expect((await inference.client.call('getModel', { name: 'facts' })).model).toEqual(kept);
    const long = 'x'.repeat(129);
    const wrong = register({ precision: long, chatTemplate: long, adapterRank: 513 });
    await expect(wrong).rejects.toMatchObject({
      violations: [
        { path: 'model.adapterRank' },
        { path: 'model.precision' },
        { path: 'model.chatTemplate' },
      ],
    });
  });

  it('refuses to send any other variable of the environment than a key', async () => {
    await expect(register({ apiKeyRef: 'env:DATABASE_URL' })).rejects.toMatchObject({
      violations: [{ path: 'model.apiKeyRef' }],
    });
  });

  it('leaves the names of local models to them', async () => {
    await expect(register({ name: local.name })).rejects.toMatchObject({ kind: 'conflict' });
  });
});

describe('RegisterAdapter', () => {
  it('makes a model of its own, once, whose fingerprint follows base and adapter', async () => {
    const adapter = await anAdapter('GGUF one');
    const { model } = await inference.client.call('registerAdapter', adapter);
    expect(model).toMatchObject({
      name: 'base+0c1d2e3f4a5b',
      provider: 'local',
      base: local.name,
      adapterDigest: adapter.digest,
      contextTokens: local.contextTokens,
      sizeBytes: 8,
    });
    expect(model?.fingerprint).not.toBe(local.fingerprint);
    expect(await inference.client.call('registerAdapter', adapter)).toEqual({ model });
  });

  it('refuses another adapter under a name that is taken', async () => {
    const other = await anAdapter('GGUF other');
    await expect(inference.client.call('registerAdapter', other)).rejects.toMatchObject({
      kind: 'conflict',
      code: 'INFERENCE.MODEL_NAME_TAKEN',
    });
  });

  it.each([
    {
      fault: 'another digest',
      content: 'GGUF three',
      wrong: { digest: 'b'.repeat(64) },
      violation: { path: 'digest', message: /has the SHA-256/ },
    },
    {
      fault: 'a file that is no GGUF',
      content: 'PK zip',
      wrong: {},
      violation: { path: 'path', message: /not a GGUF file/ },
    },
    {
      fault: 'a file that is not there',
      content: 'GGUF',
      wrong: { path: '/nowhere/a.gguf' },
      violation: { path: 'path', message: /ENOENT/ },
    },
  ])('refuses $fault', async ({ content, wrong, violation: { path, message } }) => {
    const adapter = await anAdapter(content, { name: 'wrong', ...wrong });
    await expect(inference.client.call('registerAdapter', adapter)).rejects.toMatchObject({
      kind: 'invalid',
      violations: [{ path, message: expect.stringMatching(message) as string }],
    });
  });

  it('refuses a base model that is behind an endpoint, and one that is unknown', async () => {
    await register({ name: 'remote' });
    const remote = await anAdapter('GGUF', { name: 'n', base: 'remote' });
    await expect(inference.client.call('registerAdapter', remote)).rejects.toMatchObject({
      violations: [{ path: 'base' }],
    });
    const unknown = await anAdapter('GGUF', { name: 'n', base: 'nobody' });
    await expect(inference.client.call('registerAdapter', unknown)).rejects.toMatchObject({
      kind: 'not_found',
    });
  });
});
