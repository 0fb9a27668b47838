import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { ragMessages } from '@equipoise/contracts';
import { sha256 } from '@equipoise/kernel';
import { jest } from '@jest/globals';
import { aRequest, BASE } from './support/a-request.js';
import {
  type FakePython,
  QUESTIONS,
  type ScriptedTraining,
  startScriptedTraining,
} from './support/fake-python.js';
import { type TrainingUnderTest } from './support/training-under-test.js';

jest.setTimeout(180_000);

describe('fine-tunes, with a scripted trainer', () => {
  let scripted: ScriptedTraining;
  let service: TrainingUnderTest;
  let python: FakePython;
  let lastSeed = 100;
  /** A seed of its own makes a fine-tune of its own. */
  const aSeed = () => (lastSeed += 1);

  beforeAll(async () => {
    scripted = await startScriptedTraining();
    ({ service, python } = scripted);
  });
  afterAll(async () => {
    await scripted.stop();
  });

  it('end with an adapter that is stored, registered and announced with its provenance', async () => {
    await python.behave({ steps: 3 });
    const { requestId } = await service.request({ seed: 1 });
    const ready = await service.readyOf(requestId);

    expect(ready).toMatchObject({
      reused: false,
      model: `${BASE}+${ready.fineTuneId.slice(0, 12)}`,
    });
    const registered = service.registered.find(({ name }) => name === ready.model)!;
    expect(registered).toMatchObject({ base: BASE, digest: ready.adapterDigest });
    expect(sha256(await readFile(registered.path))).toBe(ready.adapterDigest);

    const found = await service.fineTune(ready.fineTuneId);
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
    const first = await service.readyOf((await service.request({ seed: 1 })).requestId);
    expect(first).toMatchObject({ reused: true, wallSeconds: 0 });
    expect(await python.starts()).toEqual([]);
  });

  it('are trained again when the adapter file is gone', async () => {
    await python.behave({});
    const request = { seed: aSeed() };
    const before = await service.readyOf((await service.request(request)).requestId);
    const { path } = service.registered.find(({ name }) => name === before.model)!;
    await rm(path);
    const after = await service.readyOf((await service.request(request)).requestId);
    expect(after).toMatchObject({ reused: false, adapterDigest: before.adapterDigest });
  });

  it('that come out differently when trained again get a name of their own', async () => {
    await python.behave({});
    const request = { seed: aSeed() };
    const before = await service.readyOf((await service.request(request)).requestId);
    const lost = service.registered.find(({ name }) => name === before.model)!;
    await rm(lost.path);
    await python.behave({ salt: 'other last bits' });
    const after = await service.readyOf((await service.request(request)).requestId);
    expect(after.adapterDigest).not.toBe(before.adapterDigest);
    expect(after.model).toBe(`${before.model}-${after.adapterDigest.slice(0, 6)}`);
  });

  it('asked for twice at once train once', async () => {
    await python.behave({ stepMs: 300 });
    const request = { seed: aSeed() };
    const asked = await Promise.all([service.request(request), service.request(request)]);
    const answers = await Promise.all(asked.map(({ requestId }) => service.readyOf(requestId)));
    expect(answers.map(({ reused }) => reused).toSorted()).toEqual([false, true]);
    expect(await python.starts()).toHaveLength(1);
  });

  it('tell of their progress, which never falls', async () => {
    await python.behave({ steps: 8, stepMs: 700 });
    const { requestId } = await service.request({ seed: aSeed() });
    await service.readyOf(requestId);
    const told = service.heard.progressed
      .filter(({ payload }) => payload.requestId === requestId)
      .toSorted((a, b) => a.occurredAt.localeCompare(b.occurredAt))
      .map(({ payload }) => payload);
    expect(told.filter(({ status }) => status === 'running').length).toBeGreaterThan(1);
    const values = told.map(({ progress }) => progress);
    expect(values).toEqual(values.toSorted((a, b) => a - b));
    // The conversion that follows the last step has no pace to tell the time left from.
    const atWork = told.filter(({ step, totalSteps }) => step < totalSteps);
    expect(atWork.at(-1)!.etaSeconds).not.toBeNull();
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
    const failure = await service.failureOf(requestId);
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
    await rm(join(python.folder, 'requirements.txt'));
    const { available, reason } = await service.client.call('getBackend', {});
    expect(available).toBe(false);
    expect(reason).toMatch(/TRAINER_PYTHON .* lacks torch==2\.15\.0.* pip install -r /);
  });
});
