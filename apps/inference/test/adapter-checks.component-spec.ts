import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  type AdapterChecked,
  type AdapterCheckRequested,
  adapterCheckRequested,
  experimentCancelled,
  type retrievalV1,
} from '@equipoise/contracts';
import { sha256 } from '@equipoise/kernel';
import { Database, EventPublisher, grpcServer } from '@equipoise/platform';
import { modelFolder, ScriptedOpenAi, temporaryFolder, testModelCache } from '@equipoise/testing';
import { jest } from '@jest/globals';
import { Controller, type INestMicroservice, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { GrpcMethod } from '@nestjs/microservices';
import { randomUUID } from 'node:crypto';
import { InferenceUnderTest } from './inference-under-test.js';
import { tinyAdapter } from './tiny-adapter.js';

jest.setTimeout(180_000);

const BASE = 'smollm2-135m';
/** Width of SmolLM2-135M: its query projection maps 576 numbers to 576. */
const WIDTH = { inputs: 576, outputs: 576 };
const QUESTIONS = ['q1', 'q2', 'q3', 'q4'];

/** Stands for retrieval: every question without passages. */
@Controller()
class FakeRetrieval {
  @GrpcMethod('RetrievalService')
  getContexts({ questionIds }: retrievalV1.GetContextsRequest): retrievalV1.GetContextsResponse {
    return {
      contexts: questionIds.map((questionId) => ({
        questionId,
        text: `Which bird of the sea is number ${questionId}?`,
        passages: [],
      })),
    };
  }
}

@Module({ controllers: [FakeRetrieval] })
class FakeRetrievalModule {}

let inference: InferenceUnderTest;
let retrieval: INestMicroservice;
let server: ScriptedOpenAi;
let folder: Awaited<ReturnType<typeof temporaryFolder>>;

beforeAll(async () => {
  await modelFolder(BASE);
  folder = await temporaryFolder();
  server = await ScriptedOpenAi.start();
  inference = await InferenceUnderTest.start({
    ENDPOINT_TRIES: '2',
    EQUIPOISE_CACHE: testModelCache().folder,
  });
  retrieval = await NestFactory.createMicroservice(FakeRetrievalModule, {
    ...grpcServer('retrieval', inference.retrievalUrl),
    logger: false,
  });
  await retrieval.listen();
});
afterAll(async () => {
  await inference.stop();
  await retrieval.close();
  await server.stop();
  await folder.remove();
});
beforeEach(() => {
  server.reset();
});

async function registered(name: string, content: Buffer): Promise<string> {
  const path = join(folder.path, `${name}.gguf`);
  await writeFile(path, content);
  await inference.client.call('registerAdapter', {
    ...{ name, base: BASE, format: 'gguf', path, digest: sha256(content), rank: 0 },
  });
  return name;
}

async function ask(changes: Partial<AdapterCheckRequested>): Promise<AdapterCheckRequested> {
  const request = {
    ...{ checkId: randomUUID(), base: BASE, tuned: 'tuned', datasetVersionId: 'd'.repeat(64) },
    ...{ questionIds: QUESTIONS, topP: 1, maxTokens: 16 },
    ...changes,
  };
  await inference.get(Database).transaction(async () => {
    await inference.get(EventPublisher).publish(adapterCheckRequested, randomUUID(), request);
  });
  return request;
}

async function rows<T>(sql: string, values: unknown[]): Promise<T[]> {
  return inference.get(Database).source.query<T[]>(sql, values);
}

/** What lies in the queue of the experiments service, which nobody empties here. */
async function event<P>(topic: string, checkId: string): Promise<P> {
  for (;;) {
    const [found] = await rows<{ data: { payload: P } }>(
      `SELECT data FROM experiments_jobs.job WHERE name = $1 AND data->'payload'->>'checkId' = $2`,
      [topic, checkId],
    ).catch(() => []);
    if (found) return found.data.payload;
    await pause();
  }
}

async function pause(): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, 25));
}

async function checked(changes: Partial<AdapterCheckRequested>): Promise<AdapterChecked> {
  const { checkId } = await ask(changes);
  return event('inference.adapter-checked.v1', checkId);
}

describe('the check of a local adapter', () => {
  it('sees one that is at work by token probabilities, without drawing a token', async () => {
    const tuned = await registered('loud', tinyAdapter({ ...WIDTH, size: 2 }));
    const { check, usage, base, ...fact } = await checked({ tuned });
    expect(check).toMatchObject({ status: 'active', method: 'token-probability', probes: 2 });
    expect(check.largestChange).toBeGreaterThan(0.01);
    expect(check.largestRepeat).toBe(0);
    expect(usage).toMatchObject({ calls: 4, completionTokens: 0 });
    expect(base).toMatchObject({ name: BASE, precision: 'Q4_1', chatTemplate: 'chatml.v1' });
    expect(fact.tuned).toMatchObject({
      ...{ baseName: BASE, baseFingerprint: base.fingerprint, adapterRank: 4 },
      ...{ precision: base.precision, chatTemplate: base.chatTemplate },
    });
  });

  it('sees one whose weights are nearly nothing', async () => {
    const tuned = await registered('faint', tinyAdapter({ ...WIDTH, size: 0.05 }));
    expect((await checked({ tuned })).check.status).toBe('active');
  });

  it('tells that one with weights of 0 changes nothing, not even the last bit', async () => {
    const tuned = await registered('silent', tinyAdapter({ ...WIDTH, size: 0 }));
    const { check } = await checked({ tuned });
    expect(check).toMatchObject({ status: 'inactive', changed: 0, largestChange: 0 });
  });

  it('asks the base once, however many adapters are compared with it', async () => {
    const first = await checked({
      tuned: await registered('one', tinyAdapter({ ...WIDTH, size: 1 })),
    });
    expect(first.usage).toMatchObject({ calls: 2, reused: 2 });
  });

  it('fails with a reason where the adapter cannot be loaded', async () => {
    const wide = tinyAdapter({ inputs: 896, outputs: 896, size: 1 });
    const { checkId } = await ask({ tuned: await registered('wide', wide) });
    const failed = await event<{ reason: string; code: string }>(
      'inference.adapter-check-failed.v1',
      checkId,
    );
    expect(failed.code).toBe('INFERENCE.MODEL_FILE_UNUSABLE');
    expect(failed.reason).toMatch(/wide\.gguf cannot be used with/);
  });

  it('fails with the names that exist where a model does not', async () => {
    const { checkId } = await ask({ tuned: 'nobody' });
    const failed = await event<{ reason: string }>('inference.adapter-check-failed.v1', checkId);
    expect(failed.reason).toContain('model "nobody" does not exist');
  });
});

describe('the check of an adapter behind an endpoint', () => {
  /** Registers base and adapter under names of their own. */
  async function pair(changes: Parameters<InferenceUnderTest['register']>[0] = {}) {
    const [base, tuned] = [`base-${randomUUID()}`, `lora-${randomUUID()}`];
    const model = { endpoint: server.url, tokenProbabilities: false, ...changes };
    await inference.register({ ...model, name: base });
    await inference.register({ ...model, name: tuned, base, adapterRank: 16, precision: 'bf16' });
    return { base, tuned };
  }

  const asked = (model: string) => server.requests.filter((request) => request.model === model);

  it('compares greedy texts where it gives no probabilities, and asks the base twice', async () => {
    const names = await pair();
    server.always(({ model }) => ({ texts: [model === names.tuned ? 'a puffin' : 'a gull'] }));
    const { check, usage, tuned, base } = await checked(names);
    expect(check).toEqual({
      ...{ status: 'active', method: 'text', probes: 4, changed: 4 },
      ...{ largestChange: null, largestRepeat: null },
    });
    expect(asked(names.base)).toHaveLength(8);
    expect(asked(names.tuned)).toHaveLength(4);
    expect(usage).toMatchObject({ calls: 12, reused: 0 });
    expect(server.requests.every(({ temperature }) => temperature === 0)).toBe(true);
    expect(tuned).toMatchObject({
      ...{ endpoint: server.url, baseName: names.base, baseFingerprint: base.fingerprint },
      ...{ precision: 'bf16', chatTemplate: '', adapterRank: 16 },
    });
  });

  it('tells that an adapter which was not loaded changes nothing', async () => {
    server.always(() => ({ texts: ['a gull'] }));
    expect((await checked(await pair())).check).toMatchObject({ status: 'inactive', changed: 0 });
  });

  it('is unclear where the base never answers alike', async () => {
    server.always((_, index) => ({ texts: [`gull ${index}`] }));
    expect((await checked(await pair())).check).toMatchObject({ status: 'unclear' });
  });

  it('compares probabilities where it gives them, beyond the noise of the base', async () => {
    const names = await pair({ tokenProbabilities: true });
    const noise = new Map<string, number>();
    server.always(({ model }) => {
      noise.set(model, (noise.get(model) ?? 0) + 1);
      const shaken = model === names.base && (noise.get(model) ?? 0) > 4 ? 0.01 : 0;
      return { probabilities: { '1': model === names.tuned ? 0.5 : 0.2 + shaken, '3': 0.4 } };
    });
    const { check } = await checked(names);
    expect(check).toMatchObject({ status: 'active', method: 'token-probability', changed: 4 });
    expect(check.largestChange).toBeCloseTo(0.6, 5);
    expect(check.largestRepeat).toBeCloseTo(0.01 / 0.21, 5);
  });

  it('falls back to texts where it was registered as giving probabilities and gives none', async () => {
    const names = await pair({ tokenProbabilities: true });
    server.always(({ model }) => ({ texts: [`from ${model}`] }));
    const { check, usage } = await checked(names);
    expect(check).toMatchObject({ status: 'active', method: 'text' });
    expect(usage.calls).toBeGreaterThan(12);
  });

  it('is made for a user by name, and bought once', async () => {
    const { base, tuned } = await pair({ tokenProbabilities: false });
    server.always(({ model }) => ({ texts: [`from ${model}`] }));
    const check = { name: tuned, datasetVersionId: 'd'.repeat(64), questionIds: QUESTIONS };
    const found = await inference.client.call('checkAdapter', check);
    expect(found).toMatchObject({ base, status: 'active', method: 'text', probes: 4, changed: 4 });
    expect(found.largestChange).toBeUndefined();
    const calls = server.calls;
    expect(await inference.client.call('checkAdapter', check)).toEqual(found);
    expect(server.calls - calls).toBeLessThanOrEqual(4); // the base, asked once more
    await expect(inference.client.call('checkAdapter', { ...check, name: base })).rejects.toThrow(
      `model "${base}" is no adapter of a registered model`,
    );
    await expect(
      inference.client.call('checkAdapter', { ...check, questionIds: [] }),
    ).rejects.toThrow('use a dataset with test questions');
  });

  it('buys no more once its experiment was cancelled', async () => {
    const names = await pair({ maxConcurrency: 1 });
    server.always(() => ({ hang: true }));
    const experimentId = randomUUID();
    const request = {
      ...{ checkId: randomUUID(), datasetVersionId: 'd'.repeat(64), questionIds: QUESTIONS },
      ...{ topP: 1, maxTokens: 16, ...names },
    };
    const publish = (work: (events: EventPublisher) => Promise<void>) =>
      inference.get(Database).transaction(() => work(inference.get(EventPublisher)));
    await publish((events) => events.publish(adapterCheckRequested, experimentId, request));
    while (server.calls < 2) await pause();
    await publish((events) =>
      events.publish(experimentCancelled, experimentId, { reason: 'enough' }),
    );
    let state = '';
    while (state !== 'completed') {
      await pause();
      const [job] = await rows<{ state: string }>(
        `SELECT state FROM inference_jobs.job WHERE data->'payload'->>'checkId' = $1`,
        [request.checkId],
      );
      state = job?.state ?? '';
    }
    // Each model had one call under way when it came.
    expect(asked(names.base)).toHaveLength(1);
    expect(asked(names.tuned)).toHaveLength(1);
  });
});
