import { RAG_FRAME } from '@equipoise/contracts';
import { contentKey } from '@equipoise/kernel';
import { Injectable } from '@nestjs/common';
import {
  Installation,
  type LossPoint,
  type PlannedOrder,
  type TrainedAdapter,
} from '../../application/ports.js';
import { TrainerRefusedError } from '../../domain/fine-tunes.errors.js';
import type { TrainingRun } from '../../domain/training-run.js';
import type { HostedJob } from './api-objects.js';
import { FineTuningApi } from './fine-tuning-api.js';
import { dataSha256Of, type OwnRun, placementOf } from './hosted-run.js';
import { notApplied, renderJobRequest } from './job-request.js';
import { readResultLosses } from './result-losses.js';

/** The models that jobs leave at the provider. */
@Injectable()
export class HostedModels {
  constructor(
    private readonly api: FineTuningApi,
    private readonly installation: Installation,
  ) {}

  /** Whether the account still has a model. */
  async has(name: string, signal: AbortSignal): Promise<boolean> {
    return this.api.hasModel(name, signal);
  }

  /**
   * Takes the model of a job that succeeded.
   *
   * @throws TrainerRefusedError where the job has none
   */
  async collect(
    run: TrainingRun,
    order: PlannedOrder,
    signal: AbortSignal,
  ): Promise<TrainedAdapter> {
    placementOf(run, this.api.url);
    const job = await this.api.job(run.externalId, signal);
    const model = job?.fine_tuned_model;
    if (!job || !model) {
      throw new TrainerRefusedError(
        `job ${run.externalId} is ${job?.status ?? 'gone'} and has no model: asking again trains another one`,
      );
    }
    const lossCurve = await this.lossesOf(job, signal);
    // The provider shows no weights: its own name of the model stands for them.
    const digest = contentKey({ api: this.api.url, job: job.id, model });
    const installation = await this.installation.id();
    const provenance = {
      ...this.provenance({ ...run, installation }, order, job),
      ...summaryOf(lossCurve),
    };
    return { format: 'hosted', path: model, digest, lossCurve, provenance };
  }

  private async lossesOf(
    { result_files: files }: HostedJob,
    signal: AbortSignal,
  ): Promise<LossPoint[]> {
    for (const id of files ?? []) {
      const losses = readResultLosses((await this.api.content(id, signal)) ?? '');
      if (losses.length > 0) return losses;
    }
    return [];
  }

  private provenance(
    run: TrainingRun & OwnRun,
    { spec, base }: PlannedOrder,
    job: HostedJob,
  ): Record<string, unknown> {
    const { model } = placementOf(run, this.api.url);
    const dataSha256 = dataSha256Of(job);
    return {
      backend: 'openai-fine-tuning',
      frame: RAG_FRAME,
      fineTuneId: run.fineTuneId,
      api: this.api.url,
      job: job.id,
      model: job.fine_tuned_model,
      spec,
      base,
      examples: spec.trainSize,
      dataSha256,
      sent: renderJobRequest(run, spec, { model, fileId: job.training_file ?? '', dataSha256 }),
      notApplied: notApplied(spec.settings),
      trainedOn: {
        model: job.model,
        seed: job.seed ?? null,
        hyperparameters: job.method?.supervised?.hyperparameters ?? job.hyperparameters ?? null,
      },
      trainedTokens: job.trained_tokens ?? null,
      estimatedCostUsd: this.api.costOf(job) ?? null,
    };
  }
}

function summaryOf(losses: readonly LossPoint[]): Record<string, unknown> {
  const last = losses.at(-1);
  return { finalLoss: last?.loss ?? null, steps: last?.step ?? 0 };
}
