import type { DomainError } from '@equipoise/kernel';
import type { OpenStatus } from './fine-tune.js';

/** Which run of which fine-tune. */
export interface RunKey {
  readonly fineTuneId: string;
  /** 1 for the first; a fine-tune that failed and is asked for again gets another. */
  readonly number: number;
}

/** One time that a fine-tune was handed to a back end which trains elsewhere. */
export interface TrainingRun extends RunKey {
  /** What the back end calls it; empty until it was handed over. */
  readonly externalId: string;
  /** Where it was placed, as the back end understands it; JSON values only. */
  readonly placement: Readonly<Record<string, unknown>>;
}

/** A run as its back end sees it. */
export interface RunObservation {
  readonly state: RunState;
  /** All that were seen of this run so far; a later observation may have forgotten some. */
  readonly attempts: readonly RunAttempt[];
  /** Newest report, where the back end has them. */
  readonly step?: StepReport | undefined;
}

export type RunState =
  | {
      readonly kind: 'open';
      readonly status: OpenStatus;
      readonly detail: string;
      /** Time after which it has changed even if nothing tells of it, seconds. */
      readonly againSeconds?: number | undefined;
    }
  | { readonly kind: 'succeeded' }
  | { readonly kind: 'failed'; readonly error: DomainError }
  | { readonly kind: 'cancelled' };

/** One try on GPUs that cost money, whatever came of it. */
export interface RunAttempt {
  /** Unique. */
  readonly id: string;
  /** Where it ran, for a person, e.g. a node's name. */
  readonly place: string;
  /** GPUs that it held, >= 0. */
  readonly gpus: number;
  /** Of one of them, US dollars; 0 when unknown. */
  readonly usdPerGpuHour: number;
  /** What it cost beside its GPUs so far, US dollars. */
  readonly feeUsd: number;
  readonly startedAt: Date;
  readonly endedAt: Date | undefined;
  /** For a person, e.g. `succeeded`, `preempted`, `exit code 1`; empty while it runs. */
  readonly outcome: string;
}

/** What a trainer says of itself. */
export interface StepReport {
  /** Optimiser steps done, those of earlier attempts included. */
  readonly step: number;
  readonly totalSteps: number;
  /** Nats per completion token. */
  readonly loss: number | null;
}
