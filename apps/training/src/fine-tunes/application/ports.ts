import type { FineTuneRequested } from '@equipoise/contracts';
import type { Adapter, FineTune, FineTuneSpec, Progress } from '../domain/fine-tune.js';
import type { TrainingExample, TrainingQuestion } from '../domain/training-example.js';

/** A request for an adapter, as an experiment made it. */
export interface FineTuneRequest extends FineTuneRequested {
  readonly experimentId: string;
}

/** A base model whose weights lie on this machine. */
export interface BaseModel {
  /** Its own name, where it was asked for by an alias. */
  readonly name: string;
  readonly fingerprint: string;
}

/** What a back end is to train. */
export interface TrainingOrder {
  readonly fineTuneId: string;
  readonly spec: FineTuneSpec;
  readonly base: BaseModel;
  readonly examples: readonly TrainingExample[];
}

/** One optimiser step of the loss curve. */
export interface LossPoint {
  /** 1 for the first. */
  readonly step: number;
  /** Mean over the completion tokens of the step, nats. */
  readonly loss: number;
  readonly learningRate: number | null;
}

/** What came of an order. */
export interface TrainedAdapter {
  /** GGUF file. */
  readonly path: string;
  /** SHA-256 of that file. */
  readonly digest: string;
  readonly lossCurve: readonly LossPoint[];
  /** Configuration, package versions and digests of what went in; JSON values only. */
  readonly provenance: Readonly<Record<string, unknown>>;
}

/** An attempt that gave an adapter. */
export interface FinishedAttempt {
  readonly trained: TrainedAdapter;
  /** Of this attempt; 0 when it was an earlier one that trained, and told its time then. */
  readonly wallSeconds: number;
}

/** Is told what a back end is doing. */
export interface TrainingObserver {
  /** Anything before the first step, e.g. `downloading PyTorch: 1.2 of about 3.0 GB`. */
  preparing(detail: string): void;
  /** The trainer is at `step`: the steps of an earlier attempt that it goes on from included. */
  stepped(report: { step: number; totalSteps: number; loss: number | null }): void;
  converting(): void;
}

/** Makes adapters, somewhere. */
export abstract class TrainerBackend {
  abstract readonly name: string;
  /** With the trainer's version; part of a fine-tune's identity. */
  abstract readonly version: string;

  /** Why it cannot train here and the way out; undefined when it can. */
  abstract unavailableBecause(): Promise<string | undefined>;

  /**
   * Trains one adapter, going on from the last checkpoint of an attempt that was cut short. When
   * `signal` fires the trainer is ended and its reason is thrown.
   *
   * @throws BackendUnavailableError, UnsupportedSettingError, TrainerRefusedError: no retry helps
   * @throws OutOfResourcesError, TrainerFailedError: the next try goes on
   */
  abstract train(
    order: TrainingOrder,
    observer: TrainingObserver,
    signal: AbortSignal,
  ): Promise<TrainedAdapter>;

  /** What an earlier attempt trained to its end, if it is still there: also where nobody took it over. */
  abstract finished(fineTuneId: string): Promise<TrainedAdapter | undefined>;

  /** Whether an adapter that was trained before is still there, unchanged. */
  abstract isIntact(adapter: Adapter): Promise<boolean>;
}

/** The training questions of a dataset version. */
export abstract class TrainingQuestions {
  /** In import order. @throws RemoteError */
  abstract ids(datasetVersionId: string, signal: AbortSignal): Promise<string[]>;

  /**
   * In the order asked for, with gold evidence as the `oracle` context gives it.
   *
   * @throws RemoteError
   * @throws NothingToLearnError when one has no reference answer
   */
  abstract load(
    datasetVersionId: string,
    questionIds: readonly string[],
    signal: AbortSignal,
  ): Promise<TrainingQuestion[]>;
}

/** The models that inference serves. */
export abstract class ModelRegistry {
  /**
   * @throws RemoteError
   * @throws BaseNotTrainableError for a remote model or one that is an adapter itself
   */
  abstract base(name: string, signal: AbortSignal): Promise<BaseModel>;
  /** Doing it again changes nothing. @throws RemoteError */
  abstract register(adapter: Adapter, base: string, signal: AbortSignal): Promise<void>;
}

/** A page of fine-tunes, newest first. */
export interface FineTunePage {
  readonly fineTunes: readonly FineTune[];
  /** Empty at the end. */
  readonly nextCursor: string;
}

export abstract class FineTuneRepository {
  abstract find(id: string): Promise<FineTune | undefined>;
  /** @throws InvalidCursorError */
  abstract list(limit: number, cursor: string): Promise<FineTunePage>;
  /** Makes the fine-tune where it is new, and remembers who asked. */
  abstract enter(
    request: FineTuneRequest,
    fineTune: { readonly id: string; readonly spec: FineTuneSpec; readonly backend: string },
  ): Promise<void>;
  /** Counts a new attempt and forgets why an earlier one failed. */
  abstract beginAttempt(id: string): Promise<void>;
  /** @returns time the trainer took, all attempts, seconds */
  abstract setSucceeded(id: string, adapter: Adapter, made: FinishedAttempt): Promise<number>;
  /** Ends the fine-tune that a request is about, unless it has succeeded. */
  abstract setEnded(
    requestId: string,
    status: 'failed' | 'cancelled',
    reason: string,
  ): Promise<void>;
}

/** Progress of one attempt, for those who look and those who listen. */
export interface ProgressUpdate {
  readonly status: 'queued' | 'preparing' | 'running' | 'converting';
  readonly progress: Progress;
  /** Since the attempt began, seconds. */
  readonly wallSeconds: number;
}

/** Stores and publishes; each method in one transaction, or in the one under way. */
export abstract class FineTuneJournal {
  abstract progressed(request: FineTuneRequest, id: string, update: ProgressUpdate): Promise<void>;
  /** Published once per request, however often it is called. */
  abstract ready(
    request: FineTuneRequest,
    id: string,
    adapter: Adapter,
    cost: { readonly wallSeconds: number; readonly reused: boolean },
  ): Promise<void>;
  /** Published once per request. */
  abstract failed(request: FineTuneRequest, code: string, reason: string): Promise<void>;
}

export abstract class CancelledExperiments {
  abstract add(experimentId: string): Promise<void>;
  abstract has(experimentId: string): Promise<boolean>;
}

/** The right to train, until it is given back. */
export interface Turn {
  end(): Promise<void>;
}

/** Whose turn it is to train. */
export abstract class FineTuneTurns {
  /**
   * Waits until this process may run one more trainer and no other process, here or elsewhere, works
   * on the same fine-tune.
   *
   * @throws the signal's reason
   */
  abstract take(fineTuneId: string, signal: AbortSignal): Promise<Turn>;
}

/** Calls `tick` every two seconds while `work` runs, one call at a time. */
export abstract class Pulse {
  abstract during<T>(work: () => Promise<T>, tick: () => Promise<void>): Promise<T>;
}
