import { jest } from '@jest/globals';
import { SmallDisk } from '@equipoise/testing';
import { type ScriptedTraining, startScriptedTraining } from './support/fake-python.js';
import { until } from './support/training-under-test.js';

jest.setTimeout(120_000);
const canMount = SmallDisk.isAvailable('a fine-tune on a full disk');
const ADAPTER_BYTES = 400_000;

(canMount ? describe : describe.skip)('a fine-tune whose adapter does not fit on the disk', () => {
  let disk: SmallDisk;
  let scripted: ScriptedTraining;
  beforeAll(async () => {
    disk = SmallDisk.make(1.5 * ADAPTER_BYTES); // it is written twice: as trained, and converted
    scripted = await startScriptedTraining({ TRAINING_DIR: disk.path });
  });
  afterAll(async () => {
    await scripted.stop();
    disk.remove();
  });

  it('says so, and ends well once there is room, from the last checkpoint', async () => {
    const { service, python } = scripted;
    await python.behave({ steps: 2, salt: 'x'.repeat(ADAPTER_BYTES) });
    const { requestId } = await service.request();
    let reasons: { reason: string }[] = [];
    await until(async () => {
      reasons = await service.query<{ reason: string }>(
        `SELECT output->>'reason' AS reason FROM training_jobs.job
         WHERE output->>'code' = 'TRAINING.OUT_OF_RESOURCES'`,
      );
      return reasons.length > 0;
    });
    expect(reasons[0]?.reason).toBe(
      'converting the adapter to GGUF found the disk full: free some space, ' +
        'or point TRAINING_DIR and EQUIPOISE_CACHE elsewhere',
    );
    expect(service.registered).toEqual([]);
    disk.grow(10 * ADAPTER_BYTES);
    await service.readyOf(requestId);
    expect((await python.starts()).slice(1).every(({ step }) => step === 2)).toBe(true);
  });
});
