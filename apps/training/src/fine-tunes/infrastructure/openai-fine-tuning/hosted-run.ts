import { z } from 'zod';
import { TrainerFailedError } from '../../domain/fine-tunes.errors.js';
import type { RunKey, TrainingRun } from '../../domain/training-run.js';
import type { HostedJob } from './api-objects.js';

const FINE_TUNE_KEY = 'equipoise_fine_tune_id';
const RUN_KEY = 'equipoise_run';

/** Where a run is placed, as this back end keeps it. */
export const hostedPlacementSchema = z.object({
  /** Base URL of the API. */
  api: z.string(),
  /** What the API calls the base model. */
  model: z.string(),
  /** Optimiser steps to expect; the provider may count a few less or more. */
  totalSteps: z.int().min(1),
});
export type HostedPlacement = Readonly<z.output<typeof hostedPlacementSchema>>;

/**
 * The placement of a run.
 *
 * @throws TrainerFailedError for a run of another API: its job is none of this one's
 */
export function placementOf(run: TrainingRun, api: string): HostedPlacement {
  const placement = hostedPlacementSchema.parse(run.placement);
  if (placement.api === api) return placement;
  throw new TrainerFailedError(
    `the run was handed to ${placement.api}, but FINE_TUNING_API_URL is ${api} now: set it back until the run has ended`,
  );
}

/** What a job carries to be known by: the API takes no idempotency key. */
export function metadataOf({ fineTuneId, number }: RunKey): Record<string, string> {
  return { [FINE_TUNE_KEY]: fineTuneId, [RUN_KEY]: String(number) };
}

/** The run that a job is of; undefined for a job that others made. */
export function runOf({ metadata }: HostedJob): RunKey | undefined {
  const fineTuneId = metadata?.[FINE_TUNE_KEY];
  const number = Number(metadata?.[RUN_KEY]);
  return fineTuneId === undefined || !Number.isInteger(number) ? undefined : { fineTuneId, number };
}

/** Name of the training file of a run. */
export function fileNameOf({ fineTuneId, number }: RunKey): string {
  return `equipoise-${fineTuneId.slice(0, 16)}-${number}.jsonl`;
}
