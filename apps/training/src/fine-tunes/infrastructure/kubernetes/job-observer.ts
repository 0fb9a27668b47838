import { Clock } from '@equipoise/kernel';
import { Injectable } from '@nestjs/common';
import { ClusterConfig } from '../../../cluster/index.js';
import type { RunObservation, TrainingRun } from '../../domain/training-run.js';
import { ClusterView } from './cluster-view.js';
import { JobDeletedError } from './job-failure.errors.js';
import { type JobSight, jobState } from './job-state.js';
import { placementSchema } from './placement.schema.js';
import { attemptsOf } from './pod-attempts.js';

/** Tells what has become of a run. */
@Injectable()
export class JobObserver {
  constructor(
    private readonly view: ClusterView,
    private readonly config: ClusterConfig,
    private readonly clock: Clock,
  ) {}

  /** @throws ClusterUnreachableError, ClusterRefusedError */
  async observe(run: TrainingRun): Promise<RunObservation> {
    const { externalId: name } = run;
    const known = this.view.known(name);
    const seen = known && this.read(run, known);
    if (seen?.state.kind === 'open') return seen;
    // No end is believed that the API server itself does not tell.
    const current = await this.view.current(name);
    if (current) return this.read(run, current);
    return { state: { kind: 'failed', error: new JobDeletedError(name) }, attempts: [] };
  }

  /** @param withKueue whether there are workloads to watch @param onChange gets a Job's name */
  async watch(
    withKueue: boolean,
    onChange: (name: string) => void,
    signal: AbortSignal,
  ): Promise<void> {
    await this.view.watch(withKueue, onChange, signal);
  }

  private read({ placement }: TrainingRun, sight: JobSight): RunObservation {
    const { pool } = placementSchema.parse(placement);
    const limit = { now: this.clock.now(), startSeconds: this.config.TRAINER_START_SECONDS };
    return { state: jobState(sight, limit), attempts: attemptsOf(sight.pods, pool) };
  }
}
