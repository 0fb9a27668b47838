import { writeFile } from 'node:fs/promises';
import { Injectable } from '@nestjs/common';
import { TrainingConfig } from '../../../training.config.js';
import { cleanCheckpoints } from './checkpoints.js';
import { HostEnvironment } from './host-environment.js';
import { endLeftoverTrainer, noteTrainer } from './leftover-trainer.js';
import { ProgressServer } from './progress-server.js';
import type { PartialStepReport } from '../../application/ports.js';
import { runProgram } from './program.js';
import { requireSuccess } from './program-failure.js';
import { trainerVariables } from './trainer-variables.js';
import { TrlLocalFiles, type WorkFolder } from './trl-local.files.js';

/** What the trainer says of itself while it runs. */
export type OnStep = (report: { step: number; totalSteps: number; loss: number | null }) => void;

/** Runs `train.py` in a work folder that holds its data and its configuration. */
@Injectable()
export class TrainerProcess {
  constructor(
    private readonly config: TrainingConfig,
    private readonly files: TrlLocalFiles,
    private readonly host: HostEnvironment,
  ) {}

  /**
   * Trains to the end, from the last whole checkpoint if there is one.
   *
   * @throws TrainerRefusedError, OutOfResourcesError, TrainerFailedError, or the signal's reason
   */
  async run(
    work: WorkFolder,
    python: string,
    { onStep, signal }: { onStep: OnStep; signal: AbortSignal },
  ): Promise<void> {
    await endLeftoverTrainer(work.pid);
    const resumed = await cleanCheckpoints(work.output);
    const progress = await ProgressServer.start(relay(resumed, onStep));
    let noted = Promise.resolve();
    try {
      await writeFile(work.token, progress.token, { mode: 0o600 });
      const exit = await runProgram({
        command: python,
        args: [this.files.script('train.py'), work.config],
        env: this.variables(work, progress),
        signal,
        logTo: work.log,
        graceMs: this.config.TRAINER_GRACE_SECONDS * 1000,
        onStart: (pid) => {
          noted = noteTrainer(work.pid, pid);
          noted.catch(() => undefined); // it is thrown below, once the trainer has ended
        },
      });
      requireSuccess('the trainer', exit);
    } finally {
      await noted;
      progress.close();
    }
  }

  private variables(work: WorkFolder, progress: ProgressServer): Record<string, string> {
    return this.host.with({
      ...trainerVariables(this.config.TRAINER_THREADS),
      KUBEFLOW_TRAINER_SERVER_URL: progress.url,
      KUBEFLOW_TRAINER_SERVER_TOKEN: work.token,
      // Its posts go to this machine, whatever proxy the user has.
      NO_PROXY: '127.0.0.1',
      no_proxy: '127.0.0.1',
    });
  }
}

/** Fills in what single posts leave out: the first has no step, the last has no numbers at all. */
function relay(resumed: number, onStep: OnStep): (post: PartialStepReport) => void {
  let latest = { step: resumed, totalSteps: 0 };
  return ({ step, totalSteps, loss }) => {
    latest = {
      step: Math.max(latest.step, step ?? 0),
      totalSteps: totalSteps ?? latest.totalSteps,
    };
    onStep({ ...latest, loss: loss ?? null });
  };
}
