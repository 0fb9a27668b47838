import { sha256 } from '@equipoise/kernel';
import { Injectable } from '@nestjs/common';
import { Installation, type TrainerLog, type TrainingOrder } from '../../application/ports.js';
import { TrainerRefusedError } from '../../domain/fine-tunes.errors.js';
import type { RunKey, TrainingRun } from '../../domain/training-run.js';
import type { HostedJob } from './api-objects.js';
import { FineTuningApi } from './fine-tuning-api.js';
import { FineTuningApiKey } from './fine-tuning-api.key.js';
import { fileNameOf, type OwnRun, placementOf, runOf } from './hosted-run.js';
import { renderJobRequest, toChatLines } from './job-request.js';
import { hasEnded } from './job-state.js';

/** Makes, ends and clears away jobs with their training files. */
@Injectable()
export class HostedJobDesk {
  constructor(
    private readonly api: FineTuningApi,
    private readonly key: FineTuningApiKey,
    private readonly installation: Installation,
  ) {}

  /** Why no job can be made and the way out; undefined when one can. */
  get fault(): string | undefined {
    return this.api.fault;
  }

  /** Base URL of the API. @throws BackendUnavailableError without one */
  get url(): string {
    return this.api.url;
  }

  /**
   * Makes the job of a run, unless the account has it: a job whose making was cut short before its
   * id was stored is found, not bought again.
   *
   * @returns its id
   */
  async submit(run: TrainingRun, order: TrainingOrder, signal: AbortSignal): Promise<string> {
    const { model } = placementOf(run, this.api.url);
    const own = await this.own(run);
    const found = await this.jobOf(own, signal);
    if (found) return found.id;
    const text = toChatLines(order.examples);
    const fileId = await this.ensureFile(own, text, signal);
    const dataSha256 = sha256(text);
    const request = renderJobRequest(own, order.spec, { model, fileId, dataSha256 });
    return (await this.api.createJob(request, signal)).id;
  }

  /** Asks a job to end; one that has ended stays as it is. */
  async cancel(id: string, signal: AbortSignal): Promise<void> {
    try {
      await this.api.cancelJob(id, signal);
    } catch (error) {
      if (!(error instanceof TrainerRefusedError)) throw error;
      const job = await this.api.job(id, signal);
      if (job && !hasEnded(job)) throw error;
    }
  }

  /** Deletes what was uploaded for a run. A job that was made and never heard of is ended first. */
  async release(run: TrainingRun, signal: AbortSignal): Promise<void> {
    placementOf(run, this.api.url);
    const own = await this.own(run);
    const job = await (run.externalId === ''
      ? this.jobOf(own, signal)
      : this.api.job(run.externalId, signal));
    if (job && !hasEnded(job)) await this.cancel(job.id, signal);
    const files = await this.api.filesNamed(fileNameOf(own), signal);
    const ids = new Set(files.map(({ id }) => id));
    if (job?.training_file) ids.add(job.training_file);
    for (const id of ids) await this.api.deleteFile(id, signal);
  }

  /** Ends this installation's open jobs of runs that nobody knows; models that were trained stay. @returns their ids */
  async sweep(isKnown: (run: RunKey) => Promise<boolean>, signal: AbortSignal): Promise<string[]> {
    const removed: string[] = [];
    const installation = await this.installation.id();
    for await (const job of this.api.jobs(signal)) {
      const run = runOf(job, installation);
      if (!run || hasEnded(job) || (await isKnown(run))) continue;
      await this.cancel(job.id, signal);
      if (job.training_file) await this.api.deleteFile(job.training_file, signal);
      removed.push(job.id);
    }
    return removed;
  }

  /** The newest events of a job, oldest first, at most 100. */
  async logs(id: string, lines: number, signal: AbortSignal): Promise<TrainerLog> {
    const events = await this.api.events(id, lines, signal);
    const text = events
      .toReversed()
      .map(({ created_at: at, level, message }) => `${at.toISOString()} ${level} ${message}`)
      .join('\n');
    return { text: this.key.redact(text), place: `job ${id} at ${this.api.url}` };
  }

  private async own({ fineTuneId, number }: RunKey): Promise<OwnRun> {
    return { installation: await this.installation.id(), fineTuneId, number };
  }

  private async jobOf(run: OwnRun, signal: AbortSignal): Promise<HostedJob | undefined> {
    for await (const job of this.api.jobs(signal)) {
      const { fineTuneId, number } = runOf(job, run.installation) ?? {};
      if (fineTuneId === run.fineTuneId && number === run.number) return job;
    }
    return undefined;
  }

  private async ensureFile(run: OwnRun, text: string, signal: AbortSignal): Promise<string> {
    const name = fileNameOf(run);
    const size = Buffer.byteLength(text);
    const files = await this.api.filesNamed(name, signal);
    const whole = files.find(({ bytes, status }) => (bytes ?? size) === size && status !== 'error');
    return (whole ?? (await this.api.upload({ name, text }, signal))).id;
  }
}
