import { randomUUID } from 'node:crypto';
import { jest } from '@jest/globals';
import { AwayError, RefusedError } from './support/fake-neighbours.js';
import {
  type FakePython,
  type ScriptedTraining,
  startScriptedTraining,
} from './support/fake-python.js';
import { type TrainingUnderTest, until } from './support/training-under-test.js';

jest.setTimeout(180_000);

describe('fine-tunes, when something goes wrong', () => {
  let scripted: ScriptedTraining;
  let service: TrainingUnderTest;
  let python: FakePython;
  let lastSeed = 100;
  /** A seed of its own makes a fine-tune of its own. */
  const aSeed = () => (lastSeed += 1);
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

  beforeAll(async () => {
    scripted = await startScriptedTraining();
    ({ service, python } = scripted);
  });
  afterAll(async () => {
    await scripted.stop();
  });

  it('go on from the last whole checkpoint when the trainer is killed', async () => {
    await python.behave({ steps: 5, crash: { afterStep: 2, signal: 'SIGKILL', leaveHalf: true } });
    const { requestId } = await service.request({ seed: aSeed() });
    const ready = await service.readyOf(requestId);
    expect((await python.starts()).map(({ step }) => step)).toEqual([0, 2]);
    expect(await service.fineTune(ready.fineTuneId)).toMatchObject({
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
      const { step } = await service.fineTune(await service.fineTuneIdOf(requestId));
      return step > 0;
    });
    await service.stopTraining();
    expect(isGone(pid)).toBe(true);
    await service.startTraining();
    await service.readyOf(requestId);
    const [, second, ...more] = await python.starts();
    expect(second!.step).toBeGreaterThan(0);
    expect(more).toEqual([]);
  });

  it('end with their experiment: the trainer is gone, and nothing is announced', async () => {
    await python.behave({ steps: 1000, stepMs: 100 });
    const { requestId, experimentId } = await service.request({ seed: aSeed() });
    const pid = await runningTrainer();
    const id = await service.fineTuneIdOf(requestId);
    await service.cancel(experimentId);
    await until(async () => (await service.fineTune(id)).status === 'cancelled');
    expect(isGone(pid)).toBe(true);
    expect((await service.fineTune(id)).reason).toBe('the experiment was cancelled');
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
    const id = await service.fineTuneIdOf(requestId);
    await until(async () => (await service.fineTune(id)).status === 'cancelled');
    expect(await python.starts()).toEqual([]);
  });

  it('fail at once, in the words of the trainer, when it refuses the data', async () => {
    await python.behave({ refuse: 'the training pair of question q3 has 900 tokens' });
    const { requestId } = await service.request({ seed: aSeed() });
    expect(await service.failureOf(requestId)).toMatchObject({
      code: 'TRAINING.TRAINER_REFUSED',
      reason: 'the training pair of question q3 has 900 tokens',
    });
    expect(await python.starts()).toHaveLength(1);
    const id = await service.fineTuneIdOf(requestId);
    expect(await service.fineTune(id)).toMatchObject({ status: 'failed', attempt: 1 });
  });

  describe('whose adapter inference did not take', () => {
    it('are tried again without a second training', async () => {
      await python.behave({ steps: 2 });
      service.inference.refusals.push(new AwayError('inference is starting'));
      const { requestId } = await service.request({ seed: aSeed() });
      const ready = await service.readyOf(requestId);
      expect(ready.reused).toBe(false);
      expect(await python.starts()).toHaveLength(1);
      expect(await service.fineTune(ready.fineTuneId)).toMatchObject({
        ...{ status: 'succeeded', attempt: 1, step: 2 },
        wallSeconds: ready.wallSeconds,
      });
    });

    it('are taken up by the next experiment that asks, without a second training', async () => {
      await python.behave({ steps: 3, stepMs: 800 }); // long enough for its time to be noted
      service.inference.refusals.push(new RefusedError('the model folder is read-only'));
      const wanted = { seed: aSeed() };
      const first = await service.request(wanted);
      expect(await service.failureOf(first.requestId)).toMatchObject({
        code: 'INFERENCE.REFUSED',
        reason: 'the model folder is read-only',
      });
      const id = await service.fineTuneIdOf(first.requestId);
      expect(await service.fineTune(id)).toMatchObject({ status: 'failed', attempt: 1 });

      const ready = await service.readyOf((await service.request(wanted)).requestId);
      expect(ready.fineTuneId).toBe(id);
      expect(service.registered.at(-1)).toMatchObject({ digest: ready.adapterDigest });
      expect(await python.starts()).toHaveLength(1);
      const found = await service.fineTune(id);
      expect(found).toMatchObject({ status: 'succeeded', attempt: 1, reason: '', step: 3 });
      expect(found.wallSeconds).toBeGreaterThan(1); // the time of the attempt that trained
    });
  });

  it('are tried again after a crash', async () => {
    await python.behave({ crash: { afterStep: 1, words: 'KeyError: 3' } });
    const { requestId } = await service.request({ seed: aSeed() });
    await service.readyOf(requestId);
    expect(await python.starts()).toHaveLength(2);
  });
});
