import type { trainingV1 } from '@equipoise/contracts';
import type { Adapter, FineTune, FineTuneAttempt } from '../domain/fine-tune.js';

/** A fine-tune on the wire. */
export function toFineTuneMessage(
  fineTune: FineTune,
  attempts: readonly FineTuneAttempt[] = [],
): trainingV1.FineTune {
  const { spec, adapter, provenance } = fineTune;
  return {
    fineTuneId: fineTune.id,
    base: spec.base,
    method: spec.settings.method,
    datasetVersionId: spec.datasetVersionId,
    trainSize: spec.trainSize,
    seed: spec.seed,
    trainingFormat: spec.trainingFormat,
    status: fineTune.status,
    reason: fineTune.reason,
    progress: fineTune.progress,
    step: fineTune.step,
    totalSteps: fineTune.totalSteps,
    loss: fineTune.loss ?? undefined,
    etaSeconds: Math.round(fineTune.etaSeconds ?? 0),
    attempt: fineTune.attempt,
    ...adapterFields(adapter),
    backend: fineTune.backend,
    wallSeconds: fineTune.wallSeconds,
    provenanceJson: provenance ? JSON.stringify(provenance) : '',
    detail: fineTune.detail,
    attempts: attempts.map(toAttemptMessage),
    gpuSeconds: fineTune.gpuSeconds,
    costUsd: fineTune.costUsd,
    createdAt: fineTune.createdAt.toISOString(),
  };
}

function adapterFields(
  adapter: Adapter | undefined,
): Pick<trainingV1.FineTune, 'adapterModel' | 'adapterDigest' | 'adapterFormat'> {
  if (!adapter) return { adapterModel: '', adapterDigest: '', adapterFormat: '' };
  const { model: adapterModel, digest: adapterDigest, format: adapterFormat } = adapter;
  return { adapterModel, adapterDigest, adapterFormat };
}

function toAttemptMessage({
  startedAt,
  endedAt,
  ...attempt
}: FineTuneAttempt): trainingV1.TrainingAttempt {
  return {
    ...attempt,
    startedAt: startedAt.toISOString(),
    endedAt: endedAt?.toISOString() ?? '',
  };
}
