import type { FineTuneSettings } from '@equipoise/contracts';
import { ScriptedFineTuningApi } from '@equipoise/testing';
import { jest } from '@jest/globals';
import { AwayError } from './support/fake-neighbours.js';
import { QUESTIONS } from './support/fake-python.js';
import { TrainingUnderTest, until } from './support/training-under-test.js';

jest.setTimeout(120_000);

const BASE = 'remote';
const KEY = 'planted-4712-secret';

/** A provider has no `topLayers`. */
const SETTINGS: FineTuneSettings = {
  ...{ method: 'lora', epochs: 1, effectiveBatchSize: 2, learningRate: 1e-3 },
  ...{ rank: 4, alpha: 8, dropout: 0, maxSequenceTokens: 512 },
};

describe('fine-tunes that a provider trains', () => {
  let api: ScriptedFineTuningApi;
  let service: TrainingUnderTest;
  let lastSeed = 0;

  beforeAll(async () => {
    api = await ScriptedFineTuningApi.start({ apiKey: KEY, minExamples: 1 });
    service = await TrainingUnderTest.start({
      questions: QUESTIONS,
      env: {
        TRAINER_BACKEND: 'openai-fine-tuning',
        FINE_TUNING_API_URL: api.url,
        FINE_TUNING_API_KEY_REF: 'env:PROVIDER_KEY',
        FINE_TUNING_API_POLL_SECONDS: '0.1',
        FINE_TUNING_API_USD_PER_MILLION_TRAINED_TOKENS: '25',
        PROVIDER_KEY: KEY,
      },
    });
  });
  afterAll(async () => {
    await service.stop();
    await api.stop();
  });

  async function request(): Promise<Record<'requestId' | 'experimentId' | 'id' | 'job', string>> {
    const known = api.jobs.length;
    const seed = (lastSeed += 1);
    const asked = await service.request({ base: BASE, seed, settings: SETTINGS });
    const id = await service.fineTuneIdOf(asked.requestId);
    await until(() => api.jobs.length > known);
    return { ...asked, id, job: api.jobs[0]?.id ?? '' };
  }

  it('end with a hosted model that is registered, its losses, and what it cost', async () => {
    const { requestId, id, job } = await request();
    api.advance(job);
    await until(async () => (await service.fineTune(id)).status === 'queued');
    api.advance(job);
    api.advance(job);
    await until(async () => {
      const { status, step, totalSteps } = await service.fineTune(id);
      return status === 'running' && step === 1 && totalSteps === 2;
    });
    api.finish(job);
    const ready = await service.readyOf(requestId);
    const model = api.jobs[0]?.fine_tuned_model;
    expect(service.registered.at(-1)).toMatchObject({
      ...{ name: ready.model, base: BASE, format: 'hosted', path: model },
    });
    const found = await service.fineTune(id);
    expect(found).toMatchObject({
      ...{ status: 'succeeded', backend: 'openai-fine-tuning', adapterFormat: 'hosted', step: 2 },
      ...{ gpuSeconds: 0, attempts: [{ gpus: 0, outcome: 'succeeded' }] },
    });
    expect(found.costUsd).toBeCloseTo((25 * Number(api.jobs[0]?.trained_tokens)) / 1e6);
    const { points } = await service.client.call('getLosses', { fineTuneId: id });
    expect(points.length).toBe(2);
    const { text } = await service.client.call('getLogs', { fineTuneId: id, lines: 0 });
    expect(text).toContain('Step 1/2');
    expect(JSON.stringify(found)).not.toContain(KEY);
    await until(() => api.files.every(({ purpose }) => purpose !== 'fine-tune'));
  });

  it('are found again, not bought again, when the service ends in the middle', async () => {
    const { requestId, id, job } = await request();
    const known = api.jobs.length;
    await service.stopTraining();
    // As if it had ended between making the job and noting that.
    await service.sql(
      `UPDATE training.training_runs SET external_id = '' WHERE fine_tune_id = $1`,
      [id],
    );
    api.finish(job);
    await service.startTraining();
    await service.readyOf(requestId);
    expect(api.jobs.length).toBe(known);
  });

  it('are announced as soon as inference is there again', async () => {
    const { requestId, job } = await request();
    service.inference.refusals.push(new AwayError('away'), new AwayError('away'));
    api.finish(job);
    await service.readyOf(requestId);
    expect(service.inference.refusals).toEqual([]);
  });

  it('are cancelled at the provider when nobody waits any more', async () => {
    const { experimentId, id, job } = await request();
    await service.cancel(experimentId);
    await until(async () => (await service.fineTune(id)).status === 'cancelled');
    expect(api.jobs.find((one) => one.id === job)?.status).toBe('cancelled');
  });

  it('fail with the reason that the provider gives', async () => {
    const { requestId, job } = await request();
    api.fail(job, { code: 'invalid_training_file', message: 'line 3 is no chat', param: null });
    const failure = await service.failureOf(requestId);
    expect(failure.code).toBe('TRAINING.TRAINER_REFUSED');
    expect(failure.reason).toContain('line 3 is no chat (code invalid_training_file)');
  });

  it('are refused with the way out where the provider cannot do what is asked', async () => {
    const asked = await service.request({ base: BASE, settings: { ...SETTINGS, method: 'qlora' } });
    expect((await service.failureOf(asked.requestId)).reason).toContain('use "lora"');
  });
});
