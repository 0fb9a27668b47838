import type { FineTuneRequested, PlacementWish } from '@equipoise/contracts';
import type {
  Adapter,
  FineTune,
  FineTuneAttempt,
  FineTuneSpec,
  FineTuneStatus,
  OpenStatus,
  Progress,
} from '../domain/fine-tune.js';
import type { PlacementOption, PoolView } from '../../pools/index.js';
import type { RunKey, RunObservation, StepReport, TrainingRun } from '../domain/training-run.js';
import type { KnownQuestion } from '../domain/known-questions.js';
import type { TrainingExample, TrainingQuestion } from '../domain/training-example.js';

/** Who is to be told what comes of a request. */
export interface Requester {
  readonly requestId: string;
  /** UUID; of a request that no experiment made, the request's own. */
  readonly experimentId: string;
}

/** A request for an adapter. */
export type FineTuneRequest = Readonly<FineTuneRequested> & Requester;

/** A base model as inference serves it. */
export interface BaseModel {
  /** Its own name, where it was asked for by an alias. */
  readonly name: string;
  readonly fingerprint: string;
  /** Base URL; empty where inference runs the model itself. */
  readonly endpoint: string;
  /** What its endpoint calls it; empty where inference runs the model itself. */
  readonly remoteName: string;
}

/** What a back end is to train. */
export interface TrainingOrder {
  readonly fineTuneId: string;
  readonly spec: FineTuneSpec;
  readonly base: BaseModel;
  readonly examples: readonly TrainingExample[];
}

/** An order whose examples have not been read yet. */
export interface PlannedOrder {
  readonly spec: FineTuneSpec;
  readonly base: BaseModel;
}

/** Where a run is to be trained; kept with the run. */
export interface RunPlan {
  /** As the back end understands it; JSON values only. */
  readonly placement: Readonly<Record<string, unknown>>;
  /** What it will take, where the back end can tell. */
  readonly choice: PlacementOption | undefined;
  /** What else would do, cheapest first. */
  readonly alternatives: readonly PlacementOption[];
  /** For a person: what was chosen and why. */
  readonly why: string;
}

/** One optimiser step of the loss curve. */
export interface LossPoint {
  /** 1 for the first. */
  readonly step: number;
  /** Mean over the completion tokens of the step, nats. */
  readonly loss: number;
  readonly learningRate: number | null;
}

/** What came of an order: an adapter that has no name yet. */
export interface TrainedAdapter extends Omit<Adapter, 'model'> {
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

/** Makes adapters, somewhere: an {@link AttendedTrainer} or a {@link DetachedTrainer}. */
export abstract class TrainerBackend {
  abstract readonly name: string;
  /** With the trainer's version; part of a fine-tune's identity. */
  abstract readonly version: string;

  /** Why it cannot train here and the way out; undefined when it can. */
  abstract unavailableBecause(): Promise<string | undefined>;

  /**
   * Decides where and how an order is to be trained, and what that will take.
   *
   * @throws DomainError of kind `precondition` where it cannot be
   */
  abstract plan(order: PlannedOrder, wish: PlacementWish): Promise<RunPlan>;

  /** Whether an adapter that was trained before is still there, unchanged. */
  abstract isIntact(adapter: Omit<Adapter, 'model'>): Promise<boolean>;

  /**
   * The last lines that the trainer of a fine-tune wrote.
   *
   * @param run its newest run, where it has runs
   * @returns undefined where none are kept
   */
  abstract logs(
    fineTuneId: string,
    run: TrainingRun | undefined,
    lines: number,
  ): Promise<TrainerLog | undefined>;
}

export interface TrainerLog {
  readonly text: string;
  /** Where it comes from, e.g. a pod's name. */
  readonly place: string;
}

/** Trains in a process of its own that ends with this one. */
export abstract class AttendedTrainer extends TrainerBackend {
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
}

/**
 * Trains elsewhere: on a cluster, at a provider. A run that was handed over goes on without this
 * process, and any process may look after it. Every method may be called again with the same run.
 */
export abstract class DetachedTrainer extends TrainerBackend {
  /**
   * Hands a run over, unless it has been.
   *
   * @returns what the back end calls it
   * @throws BackendUnavailableError, UnsupportedSettingError, TrainerRefusedError: no retry helps
   * @throws TrainerFailedError: the back end is out of reach; trying again may help
   */
  abstract submit(run: TrainingRun, order: TrainingOrder, signal: AbortSignal): Promise<string>;

  /**
   * What has become of a run that was handed over. @throws TrainerFailedError as `submit`
   */
  abstract observe(run: TrainingRun, signal: AbortSignal): Promise<RunObservation>;

  /** Asks for its end, which `observe` then tells. @throws TrainerFailedError as `submit` */
  abstract cancel(run: TrainingRun, signal: AbortSignal): Promise<void>;

  /**
   * Takes the adapter of a run that succeeded.
   *
   * @throws TrainerRefusedError where what it left is not an adapter of its base
   */
  abstract collect(
    run: TrainingRun,
    order: PlannedOrder,
    signal: AbortSignal,
  ): Promise<TrainedAdapter>;

  /** The run's end is stored: what was kept for it may go. @throws TrainerFailedError as `submit` */
  abstract release(run: TrainingRun, signal: AbortSignal): Promise<void>;

  /**
   * Tells of runs that may have changed, until `signal` fires; some changes are never told.
   *
   * @param onChange gets what the back end calls the run
   */
  abstract watch(onChange: (externalId: string) => void, signal: AbortSignal): Promise<void>;

  /**
   * Removes what this back end still has of runs that nobody knows.
   *
   * @param isKnown whether there is such a run, handed over or about to be
   * @returns names of what was removed
   */
  abstract sweep(
    isKnown: (run: RunKey) => Promise<boolean>,
    signal: AbortSignal,
  ): Promise<string[]>;
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

  /** Test questions that training questions or documents hold. @throws RemoteError */
  abstract knownTests(datasetVersionId: string, signal: AbortSignal): Promise<KnownQuestion[]>;

  /** Questions of the test split. @throws RemoteError */
  abstract countTests(datasetVersionId: string, signal: AbortSignal): Promise<number>;
}

/** What an adapter belongs to. */
export interface AdapterOf {
  /** Name of the base model. */
  readonly base: string;
  /** 0 when unknown. */
  readonly rank: number;
}

/** The GPU pools of back ends that have some. */
export abstract class ListPools {
  /** Empty for a back end without pools. */
  abstract list(): Promise<readonly PoolView[]>;
}

/** The models that inference serves. */
export abstract class ModelRegistry {
  /**
   * @throws RemoteError
   * @throws BaseNotTrainableError for one that is an adapter itself
   */
  abstract base(name: string, signal: AbortSignal): Promise<BaseModel>;
  /** Doing it again changes nothing. @throws RemoteError */
  abstract register(adapter: Adapter, of: AdapterOf, signal: AbortSignal): Promise<void>;
}

/** A page of fine-tunes, newest first. */
export interface FineTunePage {
  readonly fineTunes: readonly FineTune[];
  /** Empty at the end. */
  readonly nextCursor: string;
}

export abstract class FineTuneRepository {
  abstract find(id: string): Promise<FineTune | undefined>;
  /** Of one fine-tune, oldest first. */
  abstract attempts(id: string): Promise<FineTuneAttempt[]>;
  /** Of one fine-tune, by step. */
  abstract losses(id: string): Promise<LossPoint[]>;
  /** @throws InvalidCursorError */
  abstract list(limit: number, cursor: string): Promise<FineTunePage>;
  /** Makes the fine-tune where it is new, and remembers who asked. */
  abstract enter(
    request: FineTuneRequest,
    fineTune: { readonly id: string; readonly spec: FineTuneSpec; readonly backend: string },
  ): Promise<void>;
  /** Shows how far a fine-tune that has not ended is. */
  abstract setProgress(id: string, update: ProgressUpdate): Promise<void>;
  /** @param wallSeconds time since the newest attempt began */
  abstract setAttemptSeconds(id: string, wallSeconds: number): Promise<void>;
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
  /** Ends a fine-tune, unless it has succeeded. */
  abstract setOutcome(id: string, status: 'failed' | 'cancelled', reason: string): Promise<void>;
}

/** Makes several writes one: all of them happen or none. */
export abstract class UnitOfWork {
  abstract run<T>(work: () => Promise<T>): Promise<T>;
}

/** Answers requests with adapters, at once or later. */
export abstract class FineTuneRequestHandler {
  /** @throws DomainError when there will be no adapter; a retryable one when the next try may go on */
  abstract execute(command: HandleRequestCommand): Promise<void>;
}

export interface HandleRequestCommand {
  readonly request: FineTuneRequest;
  readonly signal: AbortSignal;
  /** Runs the last writes in the transaction that completes the job. */
  readonly commit: (work: () => Promise<void>) => Promise<void>;
}

/** A fine-tune with all that a detached back end has of it. */
export interface FineTuneInHand {
  readonly id: string;
  readonly spec: FineTuneSpec;
  readonly status: FineTuneStatus;
  /** Those who wait for its end. */
  readonly waiting: readonly WaitingRequester[];
  /** The run that has not ended; there is one at most. */
  readonly run: OpenRun | undefined;
  /** Runs that have ended and of which the back end may still keep something, oldest first. */
  readonly unreleased: readonly TrainingRun[];
}

export interface WaitingRequester extends Requester {
  readonly placement: PlacementWish;
}

export interface OpenRun extends TrainingRun {
  /** Why it was asked to end early; empty when it was not. */
  readonly stopReason: string;
  /** The trainer's newest report. */
  readonly report: StepReport | undefined;
}

/** Looks runs up for those who only read. */
export abstract class NewestRun {
  /** The last one that was made; undefined where there was none. */
  abstract of(fineTuneId: string): Promise<TrainingRun | undefined>;
}

/** The runs of detached back ends. */
export abstract class TrainingRuns {
  /**
   * Fine-tunes that need something done: a request waits without a run, a run goes on without a
   * request, its trainer has reported, or the run has ended and was not cleared away.
   */
  abstract due(): Promise<string[]>;
  /** Fine-tunes with an open run. */
  abstract open(): Promise<string[]>;
  abstract find(fineTuneId: string): Promise<FineTuneInHand | undefined>;
  /** @param externalId what the back end calls a run @returns undefined for one that nobody knows */
  abstract fineTuneOf(externalId: string): Promise<string | undefined>;
  abstract exists(run: RunKey): Promise<boolean>;
  /** Makes the next run; the open one where there is one already. */
  abstract begin(
    fineTuneId: string,
    placement: Readonly<Record<string, unknown>>,
  ): Promise<TrainingRun>;
  abstract setSubmitted(run: TrainingRun, externalId: string): Promise<void>;
  /** Keeps the first reason. */
  abstract setStopReason(run: TrainingRun, reason: string): Promise<void>;
  /** Stores attempts, and that its reports were seen. @returns GPU-seconds of all attempts so far */
  abstract record(run: TrainingRun, observation: RunObservation): Promise<number>;
  /** @returns false when it had ended before: then nothing is changed */
  abstract end(run: TrainingRun, outcome: RunOutcome, reason: string): Promise<boolean>;
  abstract setReleased(run: TrainingRun): Promise<void>;
}

/** Why a run is ended that every requester has cancelled; a later requester gets a new one. */
export const UNWANTED = 'nobody waits for it any more';

export type RunOutcome = 'succeeded' | 'failed' | 'cancelled';

/** What those who run the service should know. */
export interface OperatorLog {
  warn(message: Readonly<Record<string, unknown>>): void;
  error(message: Readonly<Record<string, unknown>>): void;
}

/** Does something again and again, and has a log for what goes wrong in between. */
export abstract class Ticker {
  abstract readonly log: OperatorLog;
  /** At once and then `seconds` after each end, until `signal` fires; a tick that fails is followed by the next. */
  abstract every(seconds: number, signal: AbortSignal, tick: () => Promise<void>): Promise<void>;
  /** After some seconds, unless `signal` fires before. @param tick must not throw */
  abstract once(seconds: number, signal: AbortSignal, tick: () => void): Promise<void>;
}

/** The secrets that trainers report their steps with. */
export abstract class ReportTokens {
  /** Replaces what the run had. @param digest SHA-256 of the secret */
  abstract set(run: TrainingRun, digest: string): Promise<void>;
}

/** What trainers report. */
export abstract class RunReports extends ReportTokens {
  /**
   * Keeps the newest step and, where it has a loss, a point of the loss curve.
   *
   * @param externalId what the back end calls the run
   * @param digest SHA-256 of the secret that came with the report
   * @returns false where there is no open run with that secret: nothing is kept
   */
  abstract add(externalId: string, digest: string, report: PartialStepReport): Promise<boolean>;
}

/** A report as it comes: the first has no step, the last no numbers at all. */
export interface PartialStepReport {
  readonly step: number | undefined;
  readonly totalSteps: number | undefined;
  readonly loss: number | undefined;
}

/** This service with its database, among others that share a provider's account. */
export abstract class Installation {
  /** UUID, the same for ever. */
  abstract id(): Promise<string>;
}

/** Which of the service's processes looks after detached runs. */
export abstract class Leadership {
  /**
   * Runs `work` while this process is the only one that does; again after it was lost, until `signal`
   * fires.
   *
   * @param work ends soon after its own signal fires
   */
  abstract hold(work: (signal: AbortSignal) => Promise<void>, signal: AbortSignal): Promise<void>;
}

/** Progress of one attempt, for those who look and those who listen. */
export interface ProgressUpdate {
  readonly status: OpenStatus;
  readonly progress: Progress;
}

/** Tells requesters; each method in one transaction, or in the one under way. */
export abstract class FineTuneJournal {
  abstract progressed(requester: Requester, id: string, update: ProgressUpdate): Promise<void>;
  /** Published once per request, however often it is called. */
  abstract ready(
    requester: Requester,
    id: string,
    adapter: Adapter,
    cost: { readonly wallSeconds: number; readonly reused: boolean },
  ): Promise<void>;
  /** Published once per request. */
  abstract failed(requester: Requester, code: string, reason: string): Promise<void>;
}

/** Requests that users make, and who waits for what. */
export abstract class FineTuneRequests {
  /**
   * Notes the request and has it handled; a request that is known changes nothing.
   *
   * @returns the fine-tune that the request is about: another one where its id was used before
   */
  abstract add(
    request: FineTuneRequest,
    fineTune: { readonly id: string; readonly spec: FineTuneSpec; readonly backend: string },
  ): Promise<string>;
  /** Those who have not been answered yet, in the order in which they asked. */
  abstract waitingFor(fineTuneId: string): Promise<WaitingRequester[]>;
}

export abstract class CancelledExperiments {
  /** Voids its requests too. */
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
