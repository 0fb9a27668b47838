import { z } from 'zod';
import { TrainerFailedError } from '../../domain/fine-tunes.errors.js';
import type { RunKey, TrainingRun } from '../../domain/training-run.js';
import type { HostedJob } from './api-objects.js';

const INSTALLATION_KEY = 'equipoise_installation';
const FINE_TUNE_KEY = 'equipoise_fine_tune_id';
const RUN_KEY = 'equipoise_run';
const DATA_KEY = 'equipoise_data_sha256';

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

/** A run of this installation: others may share the account. */
export interface OwnRun extends RunKey {
  /** Id of the installation. */
  readonly installation: string;
}

/** What a job carries to be known by: the API takes no idempotency key. */
export function metadataOf(
  { installation, fineTuneId, number }: OwnRun,
  dataSha256: string,
): Record<string, string> {
  return {
    [INSTALLATION_KEY]: installation,
    [FINE_TUNE_KEY]: fineTuneId,
    [RUN_KEY]: String(number),
    [DATA_KEY]: dataSha256,
  };
}

/** The run that a job is of; undefined for a job that others made. */
export function runOf({ metadata }: HostedJob, installation: string): RunKey | undefined {
  if (metadata?.[INSTALLATION_KEY] !== installation) return undefined;
  const fineTuneId = metadata[FINE_TUNE_KEY];
  const number = Number(metadata[RUN_KEY]);
  return fineTuneId === undefined || !Number.isInteger(number) ? undefined : { fineTuneId, number };
}

/** SHA-256 of the training file of a job; empty where it does not say. */
export function dataSha256Of({ metadata }: HostedJob): string {
  return metadata?.[DATA_KEY] ?? '';
}

/** Name of the training file of a run. */
export function fileNameOf({ installation, fineTuneId, number }: OwnRun): string {
  return `equipoise-${installation.slice(0, 8)}-${fineTuneId.slice(0, 16)}-${number}.jsonl`;
}
