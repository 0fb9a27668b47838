import type { FineTuneSettings, TrainingFormat } from '@equipoise/contracts';
import { contentKey } from '@equipoise/kernel';

/** What is trained on what: all that decides the adapter, apart from base weights and software. */
export interface FineTuneSpec {
  /** Name of the base model. */
  readonly base: string;
  readonly datasetVersionId: string;
  /** Training pairs, >= 1. */
  readonly trainSize: number;
  readonly seed: number;
  readonly trainingFormat: TrainingFormat;
  readonly settings: FineTuneSettings;
}

/** States of a fine-tune that has not ended. */
export type OpenStatus =
  'queued' | 'preparing' | 'starting' | 'running' | 'preempted' | 'converting';

export type FineTuneStatus = OpenStatus | 'succeeded' | 'failed' | 'cancelled';

/** How far a fine-tune has come. */
export interface Progress {
  /** What is being done, for a person, e.g. `unpacking base weights`; empty when it goes without saying. */
  readonly detail: string;
  /** [0, 1]; never falls within an attempt. */
  readonly progress: number;
  /** Optimiser steps done. */
  readonly step: number;
  /** 0 when not known yet. */
  readonly totalSteps: number;
  /** Newest training loss, nats per token. */
  readonly loss: number | null;
  readonly etaSeconds: number | null;
}

export const NO_PROGRESS: Progress = {
  detail: '',
  progress: 0,
  step: 0,
  totalSteps: 0,
  loss: null,
  etaSeconds: null,
};

/** What a trainer made: a `gguf` file, a folder of `peft` files, or a model `hosted` by an endpoint. */
export type AdapterFormat = 'gguf' | 'peft' | 'hosted';

/** An adapter as inference can load it. */
export interface Adapter {
  /** Name under which inference serves the tuned model. */
  readonly model: string;
  readonly format: AdapterFormat;
  /** File, folder, or the model's name at its endpoint. */
  readonly path: string;
  /** SHA-256 of the file, or of what names every file of the folder with its own; 64 hexadecimal digits. */
  readonly digest: string;
}

/** One fine-tune as it stands. */
export interface FineTune extends Progress {
  /** Content key, 64 hexadecimal digits. */
  readonly id: string;
  readonly spec: FineTuneSpec;
  readonly status: FineTuneStatus;
  /** Why it failed or was cancelled; empty otherwise. */
  readonly reason: string;
  /** 1 for the first; 0 before it. */
  readonly attempt: number;
  /** Absent until it succeeded. */
  readonly adapter: Adapter | undefined;
  /** Name of the back end. */
  readonly backend: string;
  /** Time the trainer took, all attempts, seconds. */
  readonly wallSeconds: number;
  /** The same, times the GPUs that each attempt held. */
  readonly gpuSeconds: number;
  /** Of those GPUs, by the prices of their pools. */
  readonly costUsd: number;
  /** Configuration, versions, digests and metrics; absent until it succeeded. */
  readonly provenance: Readonly<Record<string, unknown>> | undefined;
  readonly createdAt: Date;
}

/** One try at a fine-tune. */
export interface FineTuneAttempt {
  /** 1 for the first. */
  readonly attempt: number;
  /** Where it ran; empty for this machine. */
  readonly place: string;
  /** GPUs that it held. */
  readonly gpus: number;
  readonly startedAt: Date;
  readonly endedAt: Date | undefined;
  /** For a person; empty while it runs. */
  readonly outcome: string;
  /** Seconds. */
  readonly wallSeconds: number;
}

/** The software and weights a fine-tune stands on; they are part of its identity. */
export interface FineTuneGround {
  /** Fingerprint of the base model, from inference. */
  readonly baseFingerprint: string;
  /** Name of the prompt frame of the training pairs. */
  readonly frame: string;
  /** Name and version of the back end and its trainer. */
  readonly backend: string;
}

/** The identity of a fine-tune: whatever changes the adapter changes it, and nothing else does. */
export function fineTuneIdOf(spec: FineTuneSpec, ground: FineTuneGround): string {
  const { datasetVersionId, trainSize, seed, trainingFormat, settings } = spec;
  return contentKey({ ...ground, datasetVersionId, trainSize, seed, trainingFormat, settings });
}

/** Name under which inference serves the tuned model. */
export function adapterModelName(base: string, fineTuneId: string): string {
  return `${base}+${fineTuneId.slice(0, 12)}`;
}
