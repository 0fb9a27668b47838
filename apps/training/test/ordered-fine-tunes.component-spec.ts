import { randomUUID } from 'node:crypto';
import type { trainingV1 } from '@equipoise/contracts';
import { jest } from '@jest/globals';
import { aRequest } from './support/a-request.js';
import { CONTAMINATED } from './support/fake-neighbours.js';
import {
  type FakePython,
  type ScriptedTraining,
  startScriptedTraining,
} from './support/fake-python.js';
import { type TrainingUnderTest, until } from './support/training-under-test.js';

jest.setTimeout(180_000);

describe('fine-tunes that users order', () => {
  let scripted: ScriptedTraining;
  let service: TrainingUnderTest;
  let python: FakePython;
  let lastSeed = 0;

  beforeAll(async () => {
    scripted = await startScriptedTraining();
    ({ service, python } = scripted);
  });
  afterAll(async () => {
    await scripted.stop();
  });

  function anOrder(wanted: Partial<trainingV1.FineTuneOrder> = {}): trainingV1.FineTuneOrder {
    const { requestId, settings, ...request } = aRequest();
    const placement = { pool: '', gpus: 0, maxGpuHours: 0 };
    lastSeed += 1;
    return { ...request, ...placement, settings, seed: lastSeed, ...wanted };
  }

  const create = (
    requestId: string,
    order: trainingV1.FineTuneOrder,
  ): Promise<trainingV1.CreateFineTuneResponse> =>
    service.client.call('createFineTune', { requestId, order });

  it('are planned without being made', async () => {
    const order = anOrder();
    const plan = await service.client.call('planFineTune', { order });
    expect(plan).toMatchObject({ status: '', backend: 'trl-local', warnings: [] });
    const { fineTunes } = await service.client.call('listFineTunes', { limit: 0, cursor: '' });
    expect(fineTunes).toEqual([]);
  });

  it('are made once, however often the same request comes', async () => {
    await python.behave({ steps: 2 });
    const [requestId, order] = [randomUUID(), anOrder()];
    const first = await create(requestId, order);
    const second = await create(requestId, order);
    expect(second.fineTune?.fineTuneId).toBe(first.fineTune?.fineTuneId);
    const id = first.fineTune?.fineTuneId ?? '';
    await until(async () => (await service.fineTune(id)).status === 'succeeded');
    expect((await service.fineTune(id)).attempt).toBe(1);
    await expect(create(requestId, anOrder())).rejects.toMatchObject({ kind: 'conflict' });
  });

  it('come with a warning where training knows test questions', async () => {
    await python.behave({ steps: 1 });
    const order = anOrder({ datasetVersionId: CONTAMINATED });
    const known = expect.stringMatching(
      /^contamination: 1 of \d+ test questions .* test-1:/,
    ) as string;
    const plan = await service.client.call('planFineTune', { order });
    expect(plan.warnings).toEqual([known]);
    const { fineTune, warnings } = await create(randomUUID(), order);
    expect(warnings).toEqual([known]);
    const id = fineTune?.fineTuneId ?? '';
    await until(async () => (await service.fineTune(id)).status === 'succeeded');
  });

  it('are called off by whoever ordered them, and not where an experiment waits', async () => {
    await python.behave({ steps: 200, stepMs: 100 });
    const order = anOrder();
    const { fineTune } = await create(randomUUID(), order);
    const fineTuneId = fineTune?.fineTuneId ?? '';
    await until(async () => (await service.fineTune(fineTuneId)).status === 'running');
    await service.client.call('cancelFineTune', { fineTuneId });
    await until(async () => (await service.fineTune(fineTuneId)).status === 'cancelled');
    await expect(service.client.call('cancelFineTune', { fineTuneId })).rejects.toThrow(
      'there is nothing to cancel',
    );

    const { requestId, experimentId } = await service.request({ seed: 1_000 });
    const wanted = await service.fineTuneIdOf(requestId);
    await expect(service.client.call('cancelFineTune', { fineTuneId: wanted })).rejects.toThrow(
      `is wanted by experiment ${experimentId}: cancel that`,
    );
    await service.cancel(experimentId);
  });
});
