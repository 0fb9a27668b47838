import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { jest } from '@jest/globals';
import { pythonWithout, temporaryFolder } from '@equipoise/testing';
import { QUESTIONS } from './support/fake-python.js';
import { TrainingUnderTest } from './support/training-under-test.js';

jest.setTimeout(60_000);
const folder = await temporaryFolder();
const path = await pythonWithout('ensurepip', folder.path);

(path === undefined ? describe.skip : describe)('a machine whose Python has no ensurepip', () => {
  let service: TrainingUnderTest;
  beforeAll(async () => {
    service = await TrainingUnderTest.start({ questions: QUESTIONS, env: { PATH: path } });
  });
  afterAll(async () => {
    await service.stop();
    await folder.remove();
  });

  const lack =
    /\(python3 lacks ensurepip\): install it \(Debian and Ubuntu: apt install python3 python3-venv;/;

  it('says what is missing and how to get it before anything is asked for', async () => {
    const { available, reason } = await service.client.call('getBackend', {});
    expect(available).toBe(false);
    expect(reason).toMatch(lack);
  });

  it('says the same to a fine-tune, at once, and makes nothing', async () => {
    const { requestId } = await service.request();
    const { code, reason } = await service.failureOf(requestId);
    expect(code).toBe('TRAINING.BACKEND_UNAVAILABLE');
    expect(reason).toMatch(lack);
    expect(existsSync(join(service.folder, 'cache', 'python'))).toBe(false);
  });
});
