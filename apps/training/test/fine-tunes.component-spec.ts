import { randomUUID } from 'node:crypto';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { ragMessages, type trainingV1 } from '@equipoise/contracts';
import { sha256 } from '@equipoise/kernel';
import { jest } from '@jest/globals';
import { temporaryFolder } from '@equipoise/testing';
import {
  aRequest,
  BASE,
  FakePython,
  TrainingUnderTest,
  until,
} from './support/training-under-test.js';

jest.setTimeout(180_000);

const QUESTIONS = Array.from({ length: 8 }, (_, i) => ({
  id: `q${i}`,
  text: `Question ${i}?`,
  answer: `Answer ${i}`,
  evidence: [`Evidence ${i}.`],
}));

describe('fine-tunes, with a scripted trainer', () => {
  let service: TrainingUnderTest;
  let python: FakePython;
  let outside: Awaited<ReturnType<typeof temporaryFolder>>;
  let seed = 100;

  beforeAll(async () => {
    outside = await temporaryFolder();
    const cache = join(outside.path, 'cache');
    python = await FakePython.make(join(outside.path, 'python'), cache);
    service = await TrainingUnderTest.start({
      questions: QUESTIONS,
      env: {
        TRAINER_PYTHON: python.path,
        EQUIPOISE_CACHE: cache,
        TRAINER_GRACE_SECONDS: '1',
      },
    });
  });
  afterAll(async () => {
    await service.stop();
    await outside.remove();
  });

  const readyOf = async (requestId: string) => {
    const found = () => service.heard.ready.find(({ payload }) => payload.requestId === requestId);
    await until(() => found() !== undefined);
    return found()!.payload;
  };
  const failureOf = async (requestId: string) => {
    const found = () => service.heard.failed.find(({ payload }) => payload.requestId === requestId);
    await until(() => found() !== undefined);
    return found()!.payload;
  };
  const fineTune = async (fineTuneId: string): Promise<trainingV1.FineTune> => {
    const { fineTune: found } = await service.client.call('getFineTune', { fineTuneId });
    return found!;
  };
  const fineTuneIdOf = async (requestId: string): Promise<string> => {
    const idOf = async () =>
      service.query<{ id: string }>(
        'SELECT fine_tune_id AS id FROM fine_tune_requests WHERE request_id = $1',
        [requestId],
      );
    await until(async () => (await idOf()).length > 0);
    return (await idOf())[0]!.id;
  };
  const aSeed = () => (seed += 1);
  const runningTrainer = async (): Promise<number> => {
    await until(async () => (await python.starts()).length > 0);
    return (await python.starts())[0]!.pid;
  };
  const isGone = (pid: number): boolean => {
    try {
      process.kill(pid, 0);
      return false;
    } catch {
      return true;
    }
  };

  it('end with an adapter that is stored, registered and announced with its provenance', async () => {
    await python.behave({ steps: 3 });
    const { requestId } = await service.request({ seed: 1 });
    const ready = await readyOf(requestId);

    expect(ready).toMatchObject({
      reused: false,
      model: `${BASE}+${ready.fineTuneId.slice(0, 12)}`,
    });
    const registered = service.registered.find(({ name }) => name === ready.model)!;
    expect(registered).toMatchObject({ base: BASE, digest: ready.adapterDigest });
    expect(sha256(await readFile(registered.path))).toBe(ready.adapterDigest);

    const found = await fineTune(ready.fineTuneId);
    expect(found).toMatchObject({
      ...{ status: 'succeeded', progress: 1, step: 3, totalSteps: 3, attempt: 1, trainSize: 4 },
      ...{ adapterModel: ready.model, adapterDigest: ready.adapterDigest, backend: 'trl-local' },
    });
    const provenance = JSON.parse(found.provenanceJson) as Record<string, unknown>;
    expect(provenance).toMatchObject({
      ...{ examples: 4, steps: 3, finalLoss: 1, frame: 'rag.v1' },
      packages: { trl: '1.16.0' },
      base: { fingerprint: `fingerprint of ${BASE}` },
    });
    const data = await readFile(
      join(service.folder, 'training', 'fine-tunes', ready.fineTuneId, 'train.jsonl'),
    );
    expect(provenance.dataSha256).toBe(sha256(data));
    const [pair] = data.toString().split('\n');
    const { question_id: id, prompt } = JSON.parse(pair!) as {
      question_id: string;
      prompt: unknown;
    };
    const question = QUESTIONS.find((one) => one.id === id)!;
    expect(prompt).toEqual(ragMessages(question.text, question.evidence));

    const losses = await service.query(
      'SELECT step, loss FROM fine_tune_losses WHERE fine_tune_id = $1 ORDER BY step',
      [ready.fineTuneId],
    );
    expect(losses).toEqual([
      { step: 1, loss: 3 },
      { step: 2, loss: 1.5 },
      { step: 3, loss: 1 },
    ]);
  });

  it('are trained once: the same request again is answered with the adapter there is', async () => {
    await python.behave({});
    const first = await readyOf((await service.request({ seed: 1 })).requestId);
    expect(first).toMatchObject({ reused: true, wallSeconds: 0 });
    expect(await python.starts()).toEqual([]);
  });

  it('are trained again when the adapter file is gone', async () => {
    await python.behave({});
    const request = { seed: aSeed() };
    const before = await readyOf((await service.request(request)).requestId);
    const { path } = service.registered.find(({ name }) => name === before.model)!;
    await rm(path);
    const after = await readyOf((await service.request(request)).requestId);
    expect(after).toMatchObject({ reused: false, adapterDigest: before.adapterDigest });
  });

  it('asked for twice at once train once', async () => {
    await python.behave({ stepMs: 300 });
    const request = { seed: aSeed() };
    const asked = await Promise.all([service.request(request), service.request(request)]);
    const answers = await Promise.all(asked.map(({ requestId }) => readyOf(requestId)));
    expect(answers.map(({ reused }) => reused).toSorted()).toEqual([false, true]);
    expect(await python.starts()).toHaveLength(1);
  });

  it('tell of their progress, which never falls', async () => {
    await python.behave({ steps: 8, stepMs: 700 });
    const { requestId } = await service.request({ seed: aSeed() });
    await readyOf(requestId);
    const told = service.heard.progressed
      .filter(({ payload }) => payload.requestId === requestId)
      .toSorted((a, b) => a.occurredAt.localeCompare(b.occurredAt))
      .map(({ payload }) => payload);
    expect(told.filter(({ status }) => status === 'running').length).toBeGreaterThan(1);
    const values = told.map(({ progress }) => progress);
    expect(values).toEqual(values.toSorted((a, b) => a - b));
    expect(told.at(-1)!.etaSeconds).not.toBeNull();
  });

  it('go on from the last whole checkpoint when the trainer is killed', async () => {
    await python.behave({ steps: 5, crash: { afterStep: 2, signal: 'SIGKILL', leaveHalf: true } });
    const { requestId } = await service.request({ seed: aSeed() });
    const ready = await readyOf(requestId);
    expect((await python.starts()).map(({ step }) => step)).toEqual([0, 2]);
    expect(await fineTune(ready.fineTuneId)).toMatchObject({
      status: 'succeeded',
      attempt: 2,
      step: 5,
    });
  });

  it('go on when the service stops and another one starts, with one trainer at a time', async () => {
    await python.behave({ steps: 6, stepMs: 400 });
    const { requestId } = await service.request({ seed: aSeed() });
    const pid = await runningTrainer();
    await until(async () => {
      const { step } = await fineTune(await fineTuneIdOf(requestId));
      return step > 0;
    });
    await service.stopTraining();
    expect(isGone(pid)).toBe(true);
    await service.startTraining();
    await readyOf(requestId);
    const [, second, ...more] = await python.starts();
    expect(second!.step).toBeGreaterThan(0);
    expect(more).toEqual([]);
  });

  it('end with their experiment: the trainer is gone, and nothing is announced', async () => {
    await python.behave({ steps: 1000, stepMs: 100 });
    const { requestId, experimentId } = await service.request({ seed: aSeed() });
    const pid = await runningTrainer();
    const id = await fineTuneIdOf(requestId);
    await service.cancel(experimentId);
    await until(async () => (await fineTune(id)).status === 'cancelled');
    expect(isGone(pid)).toBe(true);
    expect((await fineTune(id)).reason).toBe('the experiment was cancelled');
    expect(service.heard.failed.some(({ payload }) => payload.requestId === requestId)).toBe(false);
  });

  it('of a cancelled experiment never begin', async () => {
    await python.behave({});
    const experimentId = randomUUID();
    await service.cancel(experimentId);
    await until(async () => {
      const sql = 'SELECT 1 FROM cancelled_experiments WHERE experiment_id = $1';
      return (await service.query(sql, [experimentId])).length > 0;
    });
    const { requestId } = await service.request({ seed: aSeed() }, experimentId);
    const id = await fineTuneIdOf(requestId);
    await until(async () => (await fineTune(id)).status === 'cancelled');
    expect(await python.starts()).toEqual([]);
  });

  it('fail at once, in the words of the trainer, when it refuses the data', async () => {
    await python.behave({ refuse: 'the training pair of question q3 has 900 tokens' });
    const { requestId } = await service.request({ seed: aSeed() });
    expect(await failureOf(requestId)).toMatchObject({
      code: 'TRAINING.TRAINER_REFUSED',
      reason: 'the training pair of question q3 has 900 tokens',
    });
    expect(await python.starts()).toHaveLength(1);
    const id = await fineTuneIdOf(requestId);
    expect(await fineTune(id)).toMatchObject({ status: 'failed', attempt: 1 });
  });

  it('are tried again after a crash', async () => {
    await python.behave({ crash: { afterStep: 1, words: 'KeyError: 3' } });
    const { requestId } = await service.request({ seed: aSeed() });
    await readyOf(requestId);
    expect(await python.starts()).toHaveLength(2);
  });

  it.each([
    ['more pairs than there are', { trainSize: 9 }, 'TRAINING.NOT_ENOUGH_QUESTIONS', /9 .* the 8/],
    [
      'a method that needs a GPU',
      { settings: { ...aRequest().settings, method: 'qlora' as const } },
      'TRAINING.UNSUPPORTED_SETTING',
      /settings\.method: "qlora" .* CUDA/,
    ],
    [
      'more layers than the base has',
      { settings: { ...aRequest().settings, topLayers: 30 } },
      'TRAINING.UNSUPPORTED_SETTING',
      /settings\.topLayers: 30 .* 24 layers/,
    ],
    ['a remote base', { base: 'remote' }, 'TRAINING.BASE_NOT_TRAINABLE', /models\.example/],
  ])('refuse %s', async (_, request, code, reason) => {
    await python.behave({});
    const { requestId } = await service.request({ seed: aSeed(), ...request });
    const failure = await failureOf(requestId);
    expect(failure.code).toBe(code);
    expect(failure.reason).toMatch(reason);
    expect(await python.starts()).toEqual([]);
  });

  it('are listed newest first, page by page', async () => {
    const all = await service.client.call('listFineTunes', { limit: 0, cursor: '' });
    const first = await service.client.call('listFineTunes', { limit: 3, cursor: '' });
    const second = await service.client.call('listFineTunes', {
      limit: 200,
      cursor: first.nextCursor,
    });
    expect(first.fineTunes).toHaveLength(3);
    expect([...first.fineTunes, ...second.fineTunes]).toEqual(all.fineTunes);
    expect(second.nextCursor).toBe('');
    await expect(
      service.client.call('listFineTunes', { limit: 3, cursor: 'made-up' }),
    ).rejects.toMatchObject({ kind: 'invalid', code: 'TRAINING.INVALID_CURSOR' });
  });

  it('that do not exist are not found', async () => {
    await expect(
      service.client.call('getFineTune', { fineTuneId: 'f'.repeat(64) }),
    ).rejects.toMatchObject({ kind: 'not_found', code: 'TRAINING.FINE_TUNE_NOT_FOUND' });
  });

  it('have a back end that says what it lacks and how to get it', async () => {
    expect(await service.client.call('getBackend', {})).toEqual({
      name: 'trl-local',
      available: true,
      reason: '',
    });
    await rm(join(outside.path, 'python', 'requirements.txt'));
    const { available, reason } = await service.client.call('getBackend', {});
    expect(available).toBe(false);
    expect(reason).toMatch(/TRAINER_PYTHON .* lacks torch==2\.15\.0.* pip install -r /);
  });
});
