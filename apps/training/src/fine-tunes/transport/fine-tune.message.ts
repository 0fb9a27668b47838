import type { trainingV1 } from '@equipoise/contracts';
import type { FineTune, FineTuneAttempt } from '../domain/fine-tune.js';

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
    adapterModel: adapter?.model ?? '',
    adapterDigest: adapter?.digest ?? '',
    backend: fineTune.backend,
    wallSeconds: fineTune.wallSeconds,
    provenanceJson: provenance ? JSON.stringify(provenance) : '',
    detail: fineTune.detail,
    attempts: attempts.map(toAttemptMessage),
    gpuSeconds: fineTune.gpuSeconds,
    costUsd: fineTune.costUsd,
    adapterFormat: adapter?.format ?? '',
    createdAt: fineTune.createdAt.toISOString(),
  };
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
