import type { FineTuneSettings, PlacementWish } from '@equipoise/contracts';
import type { FineTuneSpec } from '../../domain/fine-tune.js';
import { UnsupportedSettingError } from '../../domain/fine-tunes.errors.js';
import type { TrainingExample } from '../../domain/training-example.js';
import { metadataOf, type OwnRun } from './hosted-run.js';

/** The largest that the API takes. */
const MAX_SEED = 2_147_483_647;

/** Settings that the API has no field for: what they are is the provider's own affair. */
const NOT_APPLIED = ['learningRate', 'rank', 'alpha', 'dropout', 'maxSequenceTokens'] as const;

/** Body of `POST /fine_tuning/jobs`. @source OpenAI API reference, "Create fine-tuning job" */
export interface JobRequest {
  readonly model: string;
  /** Id of the uploaded file. */
  readonly training_file: string;
  readonly seed: number;
  /** Becomes part of the tuned model's name, for people. */
  readonly suffix: string;
  readonly method: {
    readonly type: 'supervised';
    readonly supervised: {
      readonly hyperparameters: { readonly n_epochs: number; readonly batch_size: number };
    };
  };
  readonly metadata: Readonly<Record<string, string>>;
}

/** The request for a job that trains `spec`. */
export function renderJobRequest(
  run: OwnRun,
  spec: FineTuneSpec,
  { model, fileId, dataSha256 }: Record<'model' | 'fileId' | 'dataSha256', string>,
): JobRequest {
  const { epochs, effectiveBatchSize } = spec.settings;
  return {
    model,
    training_file: fileId,
    seed: spec.seed,
    suffix: `eq-${run.fineTuneId.slice(0, 12)}`,
    method: {
      type: 'supervised',
      // Without learning_rate_multiplier: it scales a rate that nobody is told.
      supervised: { hyperparameters: { n_epochs: epochs, batch_size: effectiveBatchSize } },
    },
    metadata: metadataOf(run, dataSha256),
  };
}

/** The settings that had no effect on a job, with the values that were asked for. */
export function notApplied(settings: FineTuneSettings): Record<string, number> {
  return Object.fromEntries(NOT_APPLIED.map((field) => [field, settings[field]]));
}

/** Training data as the API reads it, one chat a line; its loss is on the assistant's messages. */
export function toChatLines(examples: readonly TrainingExample[]): string {
  return examples
    .map(({ prompt, completion }) => JSON.stringify({ messages: [...prompt, ...completion] }))
    .map((line) => `${line}\n`)
    .join('');
}

/** Optimiser steps of a training, where the provider cuts it into batches as anybody would. */
export function expectedSteps({ settings, trainSize }: FineTuneSpec): number {
  return Math.ceil(trainSize / settings.effectiveBatchSize) * settings.epochs;
}

/** @throws UnsupportedSettingError for what the API cannot do, though a study may rest on it */
export function requireSupported({ settings, seed }: FineTuneSpec): void {
  if (settings.method !== 'lora') {
    throw new UnsupportedSettingError(
      'settings.method',
      `"${settings.method}" says how weights are kept in memory, and a provider decides that itself: use "lora"`,
    );
  }
  if (settings.topLayers !== undefined) {
    throw new UnsupportedSettingError(
      'settings.topLayers',
      `a provider does not let its layers be chosen: leave it out, or train with another back end (${OTHERS})`,
    );
  }
  if (!Number.isInteger(settings.epochs)) {
    throw new UnsupportedSettingError(
      'settings.epochs',
      `${settings.epochs} is not a whole number, and the fine-tuning API takes no other: use ${Math.max(1, Math.round(settings.epochs))}`,
    );
  }
  if (seed > MAX_SEED) {
    throw new UnsupportedSettingError(
      'seed',
      `${seed} is more than ${MAX_SEED}, the largest that the fine-tuning API takes: use a smaller one`,
    );
  }
}

/** @throws UnsupportedSettingError for what only pools of GPUs can give */
export function requireNoWish({ pool, gpus, maxGpuHours }: PlacementWish): void {
  const wish = Object.entries({ pool, gpus, maxGpuHours }).find(([, value]) => value !== undefined);
  if (!wish) return;
  throw new UnsupportedSettingError(
    `placement.${wish[0]}`,
    'a provider trains on GPUs of its own and does not tell which; leave it out, or train on a cluster (TRAINER_BACKEND=kubernetes)',
  );
}

const OTHERS = 'TRAINER_BACKEND=trl-local or kubernetes';
