import { Clock, sha256 } from '@equipoise/kernel';
import { RAG_FRAME } from '@equipoise/contracts';
import { SystemClock } from '@equipoise/platform';
import { ScriptedFineTuningApi, type ScriptedFineTuningOptions } from '@equipoise/testing';
import { jest } from '@jest/globals';
import { type INestApplicationContext, Logger } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import {
  DetachedTrainer,
  Installation,
  type TrainingOrder,
} from '../src/fine-tunes/application/ports.js';
import {
  BackendUnavailableError,
  TrainerFailedError,
  TrainerRefusedError,
  UnsupportedSettingError,
} from '../src/fine-tunes/domain/fine-tunes.errors.js';
import type { RunKey, RunState, TrainingRun } from '../src/fine-tunes/domain/training-run.js';
import { OpenAiFineTuningBackend } from '../src/fine-tunes/infrastructure/openai-fine-tuning/openai-fine-tuning.backend.js';
import { openAiFineTuningParts } from '../src/fine-tunes/infrastructure/openai-fine-tuning/openai-fine-tuning.providers.js';
import { until } from './support/training-under-test.js';

const KEY = 'planted-4711-secret';
const MODEL = 'gpt-small-2026';
const FINE_TUNE = sha256('a fine-tune');
const CREATE = 'POST /fine_tuning/jobs';
const LIST = 'GET /fine_tuning/jobs';
const NOBODY = new AbortController().signal;

const servers: ScriptedFineTuningApi[] = [];
const apps: INestApplicationContext[] = [];

afterEach(async () => {
  for (const app of apps.splice(0)) await app.close();
  for (const server of servers.splice(0)) await server.stop();
});

async function aServer(options: ScriptedFineTuningOptions = {}): Promise<ScriptedFineTuningApi> {
  const server = await ScriptedFineTuningApi.start({ apiKey: KEY, models: [MODEL], ...options });
  servers.push(server);
  return server;
}

const INSTALLATION = 'aaaaaaaa-0000-4000-8000-000000000000';

async function aBackend(
  env: NodeJS.ProcessEnv,
  installation = INSTALLATION,
): Promise<DetachedTrainer> {
  const providers = [
    { provide: Installation, useValue: { id: () => Promise.resolve(installation) } },
    ...openAiFineTuningParts(env),
    { provide: Clock, useClass: SystemClock },
    { provide: DetachedTrainer, useClass: OpenAiFineTuningBackend },
  ];
  const app = await NestFactory.createApplicationContext(
    { module: class Backend extends Object {}, providers },
    { logger: false, abortOnError: false },
  );
  apps.push(app);
  return app.get(DetachedTrainer);
}

function envOf(url: string, more: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv {
  return {
    FINE_TUNING_API_URL: url,
    FINE_TUNING_API_KEY_REF: 'env:PROVIDER_KEY',
    FINE_TUNING_API_POLL_SECONDS: '0.05',
    PROVIDER_KEY: KEY,
    ...more,
  };
}

function anOrder(url: string, settings: object = {}, examples = 12): TrainingOrder {
  return {
    fineTuneId: FINE_TUNE,
    spec: {
      ...{ base: 'small', datasetVersionId: 'd'.repeat(64), trainSize: examples, seed: 7 },
      trainingFormat: 'with-context',
      settings: {
        ...{ method: 'lora', epochs: 2, effectiveBatchSize: 4, learningRate: 2e-4 },
        ...{ rank: 16, alpha: 32, dropout: 0.05, maxSequenceTokens: 2048 },
        ...settings,
      },
    },
    base: { name: 'small', fingerprint: 'f', endpoint: url, remoteName: MODEL },
    examples: Array.from({ length: examples }, (_, i) => ({
      questionId: `q${i}`,
      prompt: [{ role: 'user', content: `What is ${i} – in words?` }],
      completion: [{ role: 'assistant', content: `The number ${i}.` }],
    })),
  };
}

async function setUp(options: ScriptedFineTuningOptions = {}, env: NodeJS.ProcessEnv = {}) {
  const server = await aServer(options);
  const backend = await aBackend(envOf(server.url, env));
  const order = anOrder(server.url);
  const { placement } = await backend.plan(order, {});
  const run: TrainingRun = { fineTuneId: FINE_TUNE, number: 1, externalId: '', placement };
  const submitted = async (): Promise<TrainingRun> => ({
    ...run,
    externalId: await backend.submit(run, order, NOBODY),
  });
  return { server, backend, order, run, submitted };
}

function statusOf(state: RunState): string {
  return state.kind === 'open' ? state.status : state.kind;
}

/** Everything of an error that may be shown or stored. */
function shownOf(error: unknown): string {
  const { message, stack, cause } = error as Error;
  return [message, stack, String(cause), JSON.stringify(error)].join('\n');
}

async function failureOf(work: Promise<unknown>): Promise<Error> {
  return work.then(
    () => {
      throw new Error('it did not fail');
    },
    (error: unknown) => error as Error,
  );
}

describe('fine-tunes at a provider', () => {
  it('end with a hosted model, its losses and what was sent for it', async () => {
    const price = { FINE_TUNING_API_USD_PER_MILLION_TRAINED_TOKENS: '3' };
    const { server, backend, order, submitted } = await setUp({}, price);
    const run = await submitted();
    const { externalId: id } = run;
    const states: unknown[] = [];
    for (let i = 0; i < 5; i += 1) {
      const { state, step } = await backend.observe(run, NOBODY);
      states.push([statusOf(state), step]);
      server.advance(id);
    }
    expect(states).toEqual([
      ['preparing', undefined],
      ['queued', undefined],
      ['running', undefined],
      ['running', { step: 1, totalSteps: 6, loss: 2 }],
      ['running', { step: 2, totalSteps: 6, loss: 1 }],
    ]);
    server.finish(id);
    expect(await backend.observe(run, NOBODY)).toMatchObject({
      state: { kind: 'succeeded' },
      attempts: [{ id, gpus: 0, usdPerGpuHour: 0, outcome: 'succeeded' }],
    });

    const trained = await backend.collect(run, order, NOBODY);
    expect(trained).toMatchObject({ format: 'hosted', path: server.jobs[0]?.fine_tuned_model });
    expect(trained.digest).toMatch(/^[0-9a-f]{64}$/);
    expect(trained.lossCurve.map(({ step, loss }) => [step, loss])).toEqual(
      [1, 2, 3, 4, 5, 6].map((step) => [step, 2 / step]),
    );
    const sent = server.calls.find(({ what }) => what === CREATE)?.body;
    const data = server.files.find(({ purpose }) => purpose === 'fine-tune')?.text ?? '';
    expect(trained.provenance).toMatchObject({
      ...{ frame: RAG_FRAME, job: id, sent, dataSha256: sha256(data), examples: 12, steps: 6 },
      notApplied: {
        learningRate: 2e-4,
        rank: 16,
        alpha: 32,
        dropout: 0.05,
        maxSequenceTokens: 2048,
      },
      estimatedCostUsd: (Number(server.jobs[0]?.trained_tokens) * 3) / 1e6,
    });
    expect(sent).toEqual({
      ...{ model: MODEL, seed: 7, suffix: `eq-${FINE_TUNE.slice(0, 12)}` },
      training_file: server.jobs[0]?.training_file,
      method: {
        type: 'supervised',
        supervised: { hyperparameters: { n_epochs: 2, batch_size: 4 } },
      },
      metadata: {
        equipoise_installation: INSTALLATION,
        equipoise_fine_tune_id: FINE_TUNE,
        equipoise_run: '1',
        equipoise_data_sha256: sha256(data),
      },
    });
    expect(JSON.parse(data.split('\n')[3] ?? '')).toEqual({
      messages: [...order.examples[3]!.prompt, ...order.examples[3]!.completion],
    });
    expect(await backend.isIntact(trained)).toBe(true);
    server.models.delete(trained.path);
    expect(await backend.isIntact(trained)).toBe(false);

    await backend.release(run, NOBODY);
    await backend.release(run, NOBODY);
    expect(server.files.map(({ purpose }) => purpose)).toEqual(['fine-tune-results']);
    const log = await backend.logs(FINE_TUNE, run, 2);
    expect(log?.text).toMatch(/Step 6\/6: training loss=.*\n.*The job is succeeded$/);
  });

  describe('that were cut short while they were handed over', () => {
    it('find the job that another process made, and buy no second one', async () => {
      const { server, run, order, submitted } = await setUp();
      const { externalId } = await submitted();
      const after = await aBackend(envOf(server.url));
      expect(await after.submit(run, order, NOBODY)).toBe(externalId);
      expect([server.callsOf('POST /files'), server.callsOf(CREATE)]).toEqual([1, 1]);
      const second = await after.submit({ ...run, number: 2 }, order, NOBODY);
      expect(second).not.toBe(externalId);
    });

    it.each(['POST /files', CREATE])(
      'find what was made where the answer to %s was lost',
      async (what) => {
        const { server, submitted } = await setUp();
        server.loseNextAnswerOf(what);
        await expect(submitted()).rejects.toThrow(TrainerFailedError);
        await submitted();
        expect([server.files.length, server.jobs.length]).toEqual([1, 1]);
      },
    );

    it('find it on a later page of the list', async () => {
      const { server, backend, order, run, submitted } = await setUp({ maxPage: 2 });
      const { externalId } = await submitted();
      for (let number = 2; number <= 6; number += 1) {
        await backend.submit({ ...run, number }, order, NOBODY);
      }
      server.calls.length = 0;
      expect(await backend.submit(run, order, NOBODY)).toBe(externalId);
      expect(server.calls.map(({ what, query }) => [what, query.after])).toEqual([
        [LIST, undefined],
        [LIST, server.jobs[1]?.id],
        [LIST, server.jobs[3]?.id],
      ]);
    });

    it('are ended when nobody wants them any more', async () => {
      const { server, backend, run, submitted } = await setUp();
      await submitted();
      await backend.release(run, NOBODY);
      expect(server.jobs.map(({ status }) => status)).toEqual(['cancelled']);
      expect(server.files).toEqual([]);
    });
  });

  describe('are refused', () => {
    it('when the provider does not like the file, in its words', async () => {
      const { server, backend, run } = await setUp();
      const externalId = await backend.submit(run, anOrder(server.url, {}, 4), NOBODY);
      server.finish(externalId);
      const { state } = await backend.observe({ ...run, externalId }, NOBODY);
      const reason = state.kind === 'failed' ? state.error : undefined;
      expect(reason).toBeInstanceOf(TrainerRefusedError);
      expect(reason?.message).toMatch(
        /at least 10 examples.*code invalid_n_examples, param training_file/,
      );
      const error = await failureOf(
        backend.collect({ ...run, externalId }, anOrder(server.url), NOBODY),
      );
      expect(error).toBeInstanceOf(TrainerRefusedError);
    });

    it('when a line of the file is no chat', async () => {
      const { server, backend, submitted } = await setUp();
      const run = await submitted();
      server.files.push({ ...server.files.pop()!, text: '{"messages":[]}\n{"prompt":1}\n' });
      server.finish(run.externalId);
      const { state } = await backend.observe(run, NOBODY);
      expect(state.kind === 'failed' && state.error.message).toMatch(/Line 2 has no messages/);
    });

    it('when the provider does not tune the model', async () => {
      const { server, submitted } = await setUp();
      server.models.delete(MODEL);
      const error = await failureOf(submitted());
      expect(error).toBeInstanceOf(TrainerRefusedError);
      expect(error.message).toContain(
        `Model ${MODEL} is not available for fine-tuning. (param model)`,
      );
    });

    it('when the job is gone', async () => {
      const { server, backend, submitted } = await setUp();
      const run = await submitted();
      server.jobs.length = 0;
      const { state } = await backend.observe(run, NOBODY);
      expect(state).toMatchObject({ kind: 'failed' });
    });

    it('for what a provider does not have, before anything is sent', async () => {
      const { server, backend, run } = await setUp();
      const order = anOrder(server.url);
      const base = { ...order.base, endpoint: '', remoteName: '' };
      await expect(backend.plan(order, { maxGpuHours: 1 })).rejects.toThrow(
        'placement.maxGpuHours',
      );
      await expect(backend.plan({ ...order, base }, {})).rejects.toThrow('runs on this machine');
      const layers = anOrder(server.url, { topLayers: 4 });
      await expect(backend.plan(layers, {})).rejects.toThrow(UnsupportedSettingError);
      await expect(backend.submit(run, layers, NOBODY)).rejects.toThrow(UnsupportedSettingError);
      expect(server.calls).toEqual([]);
    });
  });

  describe('when the API has a bad hour', () => {
    it('wait as long as it asks for', async () => {
      const { server, submitted } = await setUp();
      server.failNext(429, { 'retry-after': '0.3' });
      const from = performance.now();
      await submitted();
      expect(performance.now() - from).toBeGreaterThan(290);
      expect(server.callsOf(LIST)).toBe(2);
    });

    it('try a throttled call only a few times', async () => {
      const { server, submitted } = await setUp();
      for (let i = 0; i < 4; i += 1) server.failNext(429, { 'retry-after': '0' });
      await expect(submitted()).rejects.toThrow(TrainerFailedError);
      expect(server.calls).toHaveLength(4);
    });

    it('do not wait for money', async () => {
      const { server, submitted } = await setUp();
      server.failNext(429, {}, { message: 'You exceeded your quota', code: 'insufficient_quota' });
      const error = await failureOf(submitted());
      expect(error).toBeInstanceOf(BackendUnavailableError);
      expect(error.message).toContain('PROVIDER_KEY');
    });

    it('can be tried again: server errors, files not read yet, nothing there', async () => {
      const { server, backend, submitted } = await setUp();
      const busy = { message: 'File file-1 is still being processed and is not ready' };
      for (const fail of [
        () => {
          server.failNext(500);
        },
        () => {
          server.failNext(503, { 'retry-after': '1' });
        },
        () => {
          server.failNext(400, {}, busy);
        },
      ]) {
        fail();
        expect(await failureOf(submitted())).toMatchObject({ retryable: true });
      }
      const run = await submitted();
      server.failNext(502);
      await expect(backend.isIntact({ format: 'hosted', path: 'm', digest: '' })).rejects.toThrow(
        TrainerFailedError,
      );
      const fresh = await aBackend(envOf(server.url));
      await server.stop();
      servers.length = 0;
      await expect(fresh.observe(run, NOBODY)).rejects.toThrow('nothing listens there');
    });
  });

  describe('that are no longer wanted', () => {
    it('are cancelled, once or more often', async () => {
      const { server, backend, submitted } = await setUp();
      const run = await submitted();
      await backend.cancel(run, NOBODY);
      await backend.cancel(run, NOBODY);
      expect(server.jobs[0]?.status).toBe('cancelled');
      const { state, attempts } = await backend.observe(run, NOBODY);
      expect([state.kind, attempts[0]?.outcome]).toEqual(['cancelled', 'cancelled']);
    });

    it('of another installation with the same key are left alone', async () => {
      const { server, backend, order, run } = await setUp();
      const other = await aBackend(envOf(server.url), 'bbbbbbbb-0000-4000-8000-000000000000');
      const theirs = await other.submit(run, order, NOBODY);
      const ours = await backend.submit(run, order, NOBODY);
      expect(ours).not.toBe(theirs);
      expect(await backend.sweep(() => Promise.resolve(false), NOBODY)).toEqual([ours]);
      const { state } = await other.observe({ ...run, externalId: theirs }, NOBODY);
      expect(statusOf(state)).toBe('preparing');
      server.finish(theirs);
      await other.collect({ ...run, externalId: theirs }, order, NOBODY);
    });

    it('are swept away where nobody knows them, and nothing else is', async () => {
      const { server, backend, order, run } = await setUp({ maxPage: 2 });
      const ids: string[] = [];
      for (let number = 1; number <= 4; number += 1) {
        ids.push(await backend.submit({ ...run, number }, order, NOBODY));
      }
      server.finish(ids[3] ?? '');
      server.jobs.push({
        ...server.jobs[0]!,
        id: 'ftjob-of-others',
        status: 'running',
        metadata: null,
      });
      const isKnown = async ({ number }: RunKey): Promise<boolean> => number === 2;
      expect(await backend.sweep(isKnown, NOBODY)).toEqual([ids[2], ids[0]]);
      expect(server.jobs.map(({ status }) => status)).toEqual([
        ...['succeeded', 'cancelled', 'validating_files', 'cancelled', 'running'],
      ]);
    });
  });

  it('are told of when they change, also after an outage, until nobody listens', async () => {
    const { server, backend, submitted } = await setUp();
    const { externalId: id } = await submitted();
    const listener = new AbortController();
    const told: string[] = [];
    const watching = backend.watch((job) => told.push(job), listener.signal);
    const next = async (change: () => void): Promise<void> => {
      const before = told.length;
      change();
      await until(() => told.length > before, 5);
    };
    await next(() => undefined);
    await next(() => {
      server.advance(id);
    });
    await next(() => {
      server.advance(id);
    });
    await next(() => {
      server.advance(id);
    }); // the first step: the list looks as before
    server.failNext(503, { 'retry-after': '0.1' });
    await next(() => {
      server.finish(id);
    });
    const quiet = [told.length, server.callsOf(LIST)] as const;
    await until(() => server.callsOf(LIST) > quiet[1] + 2);
    expect(told).toHaveLength(quiet[0]);
    expect(new Set(told)).toEqual(new Set([id]));
    listener.abort();
    await watching;
  });

  describe('the key', () => {
    it('is named where it is missing or refused', async () => {
      const { server } = await setUp();
      const because = async (env: NodeJS.ProcessEnv): Promise<string | undefined> =>
        (await aBackend(env)).unavailableBecause();
      expect(await because(envOf(server.url))).toBeUndefined();
      expect(await because({})).toMatch(/^FINE_TUNING_API_URL is not set/);
      expect(await because({ FINE_TUNING_API_URL: server.url })).toMatch(
        /^FINE_TUNING_API_KEY_REF/,
      );
      expect(await because(envOf(server.url, { PROVIDER_KEY: '' }))).toMatch(/^PROVIDER_KEY/);
      expect(await because(envOf(server.url, { PROVIDER_KEY: 'two words' }))).toMatch(
        /^PROVIDER_KEY/,
      );
    });

    it('never stands in errors, logs or provenance', async () => {
      const logged = jest.spyOn(Logger.prototype, 'warn').mockImplementation(() => undefined);
      const { server, backend, order, run, submitted } = await setUp();
      const wrong = await aBackend(envOf(server.url, { PROVIDER_KEY: 'sk-wrong-4711-secret' }));
      const refused = await failureOf(wrong.submit(run, order, NOBODY));
      expect(refused).toBeInstanceOf(BackendUnavailableError);
      expect(refused.message).toMatch(/401.*PROVIDER_KEY/);
      const done = await submitted();
      server.failNext(400, {}, { message: `no: Bearer ${KEY}`, param: KEY });
      const shown = [shownOf(refused), shownOf(await failureOf(backend.observe(done, NOBODY)))];
      const listener = new AbortController();
      server.failNext(500, {}, { message: `failed for ${KEY}` });
      const watching = backend.watch(() => {
        listener.abort();
      }, listener.signal);
      await watching;
      shown.push(JSON.stringify(logged.mock.calls), JSON.stringify(run.placement), backend.version);
      expect(logged).toHaveBeenCalled();
      server.fail(done.externalId, { code: 'x', message: `with ${KEY}`, param: null });
      const { state } = await backend.observe(done, NOBODY);
      shown.push(state.kind === 'failed' ? shownOf(state.error) : '');
      const second = { ...run, number: 2 };
      const externalId = await backend.submit(second, order, NOBODY);
      server.finish(externalId);
      shown.push(JSON.stringify(await backend.collect({ ...second, externalId }, order, NOBODY)));
      expect(shown.join('\n')).not.toContain('4711-secret');
      logged.mockRestore();
    });

    it('does not cost a running job when it is changed', async () => {
      const { server, run, order, submitted } = await setUp();
      const done = await submitted();
      const wrong = await aBackend(envOf(server.url, { PROVIDER_KEY: 'another' }));
      const works = [
        wrong.observe(done, NOBODY),
        wrong.cancel(done, NOBODY),
        wrong.collect(done, order, NOBODY),
        wrong.release(run, NOBODY),
      ];
      for (const work of works) expect(await failureOf(work)).toBeInstanceOf(TrainerFailedError);
    });
  });

  describe('the URL', () => {
    it('is named where something else than the API answers', async () => {
      const { server, order } = await setUp();
      const backend = await aBackend(envOf(`${server.url}/typo`));
      const { placement } = await backend.plan(order, {});
      const run = { fineTuneId: FINE_TUNE, number: 1, externalId: '', placement };
      const error = await failureOf(backend.submit(run, order, NOBODY));
      expect(error).toBeInstanceOf(BackendUnavailableError);
      expect(error.message).toContain('FINE_TUNING_API_URL');
    });

    it('is asked for again where a run was handed to another one', async () => {
      const { server, submitted } = await setUp();
      const run = await submitted();
      const other = await aBackend(envOf((await aServer()).url));
      await expect(other.observe(run, NOBODY)).rejects.toThrow(`handed to ${server.url}`);
    });
  });
});
