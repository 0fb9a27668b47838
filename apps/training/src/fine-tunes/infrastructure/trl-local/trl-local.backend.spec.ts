import { existsSync } from 'node:fs';
import { mkdir, symlink } from 'node:fs/promises';
import { dirname } from 'node:path';
import { temporaryFolder } from '@equipoise/testing';
import { aRequest, BASE } from '../../../../test/support/a-request.js';
import { TrainingConfig } from '../../../training.config.js';
import type { TrainingObserver } from '../../application/ports.js';
import { OutOfResourcesError } from '../../domain/fine-tunes.errors.js';
import type { TrainerProcess } from './trainer-process.js';
import type { TrainerTools } from './trainer-tools.js';
import { TrlLocalBackend } from './trl-local.backend.js';
import { TrlLocalFiles } from './trl-local.files.js';

const NOBODY: TrainingObserver = {
  preparing: () => undefined,
  stepped: () => undefined,
  converting: () => undefined,
};

async function setUp() {
  const { path, remove } = await temporaryFolder();
  const config = new TrainingConfig({ TRAINING_DIR: path });
  const files = new TrlLocalFiles(config);
  const tools = {
    ensure: () =>
      Promise.resolve({
        python: 'python',
        packages: {},
        weights: { folder: path, digest: 'd', layers: 24 },
      }),
  };
  const trainer = { run: () => Promise.reject(new Error('the trainer was started')) };
  const backend = new TrlLocalBackend(
    config,
    files,
    tools as unknown as TrainerTools,
    trainer as unknown as TrainerProcess,
  );
  const { requestId: _, ...spec } = aRequest();
  const order = {
    fineTuneId: 'f',
    spec,
    examples: [
      {
        questionId: 'q',
        prompt: [],
        completion: [{ role: 'assistant' as const, content: 'a' }] as const,
      },
    ],
    base: { name: BASE, endpoint: '', remoteName: '', fingerprint: 'p' },
  };
  const train = () => backend.train(order, NOBODY, new AbortController().signal);
  return { files, train, remove };
}

describe(TrlLocalBackend.name, () => {
  (existsSync('/dev/full') ? it : it.skip)(
    'says which file found the disk full, and the way out, and can be tried again',
    async () => {
      const { files, train, remove } = await setUp();
      const { data } = files.work('f');
      await mkdir(dirname(data), { recursive: true });
      await symlink('/dev/full', data); // every write to it ends with ENOSPC
      const error: unknown = await train().catch((reason: unknown) => reason);
      expect(error).toBeInstanceOf(OutOfResourcesError);
      expect(error).toMatchObject({ retryable: true });
      expect((error as Error).message).toMatch(/found the disk full.*point TRAINING_DIR/);
      await remove();
    },
  );
});
