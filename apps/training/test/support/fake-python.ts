import { chmod, copyFile, mkdir, readFile, truncate, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { ModelCache } from '@equipoise/models';
import { inRepository, temporaryFolder } from '@equipoise/testing';
import { BASE } from './a-request.js';
import { TrainingUnderTest } from './training-under-test.js';

/** A Python that trains nothing, and how it is told what to do. */
export class FakePython {
  private constructor(
    readonly folder: string,
    readonly path: string,
  ) {}

  /** @param cache folder of downloads, which gets a stand-in for the base model's file */
  static async make(folder: string, cache: string): Promise<FakePython> {
    const path = join(folder, 'python');
    await mkdir(folder, { recursive: true });
    await copyFile(inRepository('apps/training/test/support/python-double.cjs'), path);
    await chmod(path, 0o755);
    await copyFile(
      inRepository('apps/training/src/fine-tunes/infrastructure/trl-local/requirements.txt'),
      join(folder, 'requirements.txt'),
    );
    await placeStandIn(new ModelCache(cache));
    return new FakePython(folder, path);
  }

  /** How the next trainings go; see `python-double.cjs`. */
  async behave(behaviour: {
    readonly steps?: number;
    readonly stepMs?: number;
    readonly refuse?: string;
    /** Makes the adapter another one. */
    readonly salt?: string;
    readonly crash?: {
      readonly afterStep: number;
      readonly signal?: NodeJS.Signals;
      readonly leaveHalf?: boolean;
      readonly words?: string;
    };
  }): Promise<void> {
    await writeFile(join(this.folder, 'starts.log'), '');
    await writeFile(join(this.folder, 'behaviour.json'), JSON.stringify(behaviour));
  }

  /** The trainings since `behave`: process id and the step each began at. */
  async starts(): Promise<{ pid: number; step: number }[]> {
    const text = await readFile(join(this.folder, 'starts.log'), 'utf8');
    return text
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => line.split(' ').map(Number))
      .map(([pid = 0, step = 0]) => ({ pid, step }));
  }
}

// A file of the right size that takes no room, marked as verified: nobody here reads its weights.
async function placeStandIn(models: ModelCache): Promise<void> {
  const model = models.model(BASE);
  for (const file of model.files) {
    const path = models.filePath(model, file);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, '');
    await truncate(path, file.bytes);
    await models.stamp(model, file);
  }
}

/** Eight questions, each with an answer and a passage of its own. */
export const QUESTIONS = Array.from({ length: 8 }, (_, i) => ({
  id: `q${i}`,
  text: `Question ${i}?`,
  answer: `Answer ${i}`,
  evidence: [{ title: `Page ${i}`, text: `Evidence ${i}.` }],
}));

/** The training service with a scripted trainer. */
export interface ScriptedTraining {
  readonly service: TrainingUnderTest;
  readonly python: FakePython;
  stop(): Promise<void>;
}

/** @param env of the training service, beside what it needs */
export async function startScriptedTraining(
  env: NodeJS.ProcessEnv = {},
): Promise<ScriptedTraining> {
  const { path, remove } = await temporaryFolder();
  const cache = join(path, 'cache');
  const python = await FakePython.make(join(path, 'python'), cache);
  const service = await TrainingUnderTest.start({
    questions: QUESTIONS,
    env: {
      TRAINER_PYTHON: python.path,
      EQUIPOISE_CACHE: cache,
      TRAINER_GRACE_SECONDS: '1',
      ...env,
    },
  });
  const stop = async (): Promise<void> => {
    await service.stop();
    await remove();
  };
  return { service, python, stop };
}
