import { Clock } from '@equipoise/kernel';
import { Injectable } from '@nestjs/common';
import { TrainerRefusedError } from '../../domain/fine-tunes.errors.js';
import type { RunObservation, TrainingRun } from '../../domain/training-run.js';
import { FineTuningApi } from './fine-tuning-api.js';
import { FineTuningApiKey } from './fine-tuning-api.key.js';
import { HostedJobWatch } from './hosted-job.watch.js';
import { type HostedPlacement, placementOf } from './hosted-run.js';
import { attemptOf, jobState, newestStep } from './job-state.js';

/** Events read to find the newest step: others stand between the steps. */
const EVENTS_READ = 20;

/** Tells what has become of a run. */
@Injectable()
export class HostedJobObserver {
  constructor(
    private readonly api: FineTuningApi,
    private readonly key: FineTuningApiKey,
    private readonly clock: Clock,
    private readonly jobs: HostedJobWatch,
  ) {}

  /** @param onChange gets the ids of jobs that are new or have changed */
  async watch(onChange: (jobId: string) => void, signal: AbortSignal): Promise<void> {
    await this.jobs.watch(onChange, signal);
  }

  async observe(run: TrainingRun, signal: AbortSignal): Promise<RunObservation> {
    const placement = placementOf(run, this.api.url);
    const job = await this.api.job(run.externalId, signal);
    if (!job) return { state: { kind: 'failed', error: this.gone(run) }, attempts: [] };
    const state = jobState(job, (text) => this.key.redact(text));
    const place = new URL(this.api.url).host;
    const feeUsd = this.api.costOf(job);
    const attempts = [attemptOf(job, { place, feeUsd, now: this.clock.now() })];
    if (job.status !== 'running') return { state, attempts };
    return { state, attempts, step: await this.stepOf(job.id, placement, signal) };
  }

  private async stepOf(
    id: string,
    { totalSteps }: HostedPlacement,
    signal: AbortSignal,
  ): Promise<RunObservation['step']> {
    return newestStep(await this.api.events(id, EVENTS_READ, signal), totalSteps);
  }

  private gone({ externalId }: TrainingRun): TrainerRefusedError {
    return new TrainerRefusedError(
      `${this.api.url} has no job ${externalId} any more: asking again makes another one`,
    );
  }
}
