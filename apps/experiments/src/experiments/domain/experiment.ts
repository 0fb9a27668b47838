import type { Estimator, GuardFinding, RetrievalMode, StepsAuthor } from '@equipoise/contracts';

export type ExperimentStatus =
  | 'queued'
  | 'preparing'
  | 'running'
  | 'analysing'
  | 'completed'
  | 'partially_failed'
  | 'failed'
  | 'cancelling'
  | 'cancelled';

const NEXT = {
  queued: ['preparing', 'running', 'analysing', 'failed', 'cancelling'],
  preparing: ['running', 'analysing', 'failed', 'cancelling'],
  running: ['analysing', 'failed', 'cancelling'],
  analysing: ['completed', 'partially_failed', 'failed', 'cancelling'],
  cancelling: ['cancelled'],
  completed: [],
  partially_failed: [],
  failed: [],
  cancelled: [],
} as const satisfies Record<ExperimentStatus, readonly ExperimentStatus[]>;

/** Whether the life cycle has this step; a step to itself is none. */
export function mayBecome(from: ExperimentStatus, to: ExperimentStatus): boolean {
  return (NEXT[from] as readonly ExperimentStatus[]).includes(to);
}

export const hasEnded = (status: ExperimentStatus): boolean => NEXT[status].length === 0;

/** Whether work is still given out. */
export const isUnderWay = (status: ExperimentStatus): boolean =>
  status === 'queued' || status === 'preparing' || status === 'running';

/** Whether there is an analysis, or one is being made. */
export const hasAnalysis = (status: ExperimentStatus): boolean =>
  status === 'analysing' || status === 'completed' || status === 'partially_failed';

/** How an experiment is run; fixed when it is created. */
export interface Settings {
  readonly judge: {
    readonly model: string;
    readonly estimator: Estimator;
    readonly steps: StepsAuthor;
    /** Judge calls per answer and criterion. */
    readonly repeats: number;
    readonly temperature: number;
    readonly criteria: readonly { readonly name: string; readonly version: number }[];
  };
  /** How the judge is tried on probes; undefined: not at all. */
  readonly qualification?: { readonly probes: number; readonly repeats: number } | undefined;
  readonly generation: {
    readonly temperature: number;
    readonly topP: number;
    readonly maxTokens: number;
    /** Answers per question. */
    readonly samples: number;
  };
  readonly retrieval: {
    readonly topK: number;
    readonly mode: RetrievalMode;
    readonly chunkTokens: number;
    readonly overlapTokens: number;
  };
  readonly analysis: {
    readonly margin: number;
    readonly alpha: number;
    /** undefined with fixed stopping. */
    readonly sequential?:
      | {
          /** Questions of a wave, but for clusters that would be split. */
          readonly waveQuestions: number;
        }
      | undefined;
  };
  readonly budget: {
    readonly maxCostUsd?: number | undefined;
    readonly maxGpuHours?: number | undefined;
    readonly maxCalls?: number | undefined;
    readonly maxTokens?: number | undefined;
  };
  readonly seed: string;
  /** Whether answering waits for training, because both would share this machine's processor. */
  readonly trainsFirst: boolean;
  /** Whether training holds GPUs that are counted, so that it can be stopped at a number of hours. */
  readonly countsGpus?: boolean | undefined;
}

export interface Experiment {
  /** UUID. */
  readonly id: string;
  readonly name: string;
  readonly status: ExperimentStatus;
  /** Why it failed or is partial; else empty. */
  readonly reason: string;
  /** The spec document with every default filled in. */
  readonly spec: unknown;
  readonly settings: Settings;
  readonly warnings: readonly string[];
  /** What guards found, in the order of finding; not told in `warnings`. */
  readonly guards: readonly GuardFinding[];
  readonly createdAt: Date;
  readonly endedAt: Date | null;
}
