import type {
  Context,
  Estimator,
  FineTuneSettings,
  PlacementWish,
  RetrievalMode,
  StepsAuthor,
  TrainingFormat,
} from '@equipoise/contracts';

/** How adapters of one base model are trained: one for each size, seed and dataset. */
export interface FineTuneSpec extends FineTuneSettings {
  /** Numbers of training pairs. */
  readonly trainSizes: readonly number[];
  readonly seeds: readonly number[];
  readonly trainingFormat: TrainingFormat;
  readonly placement?: PlacementWish | undefined;
}

/** A tuned model that exists already. */
export interface TunedSpec {
  /** Name under which inference serves it. */
  readonly model: string;
  readonly method?: string | undefined;
  readonly trainSize?: number | undefined;
  readonly seed?: number | undefined;
  readonly trainingFormat?: TrainingFormat | undefined;
}

/** A base model, which is an arm itself, and what it is compared with. */
export interface ArmSpec {
  readonly base: string;
  readonly fineTune?: FineTuneSpec | undefined;
  readonly tuned?: readonly TunedSpec[] | undefined;
}

/** A trial of the judge on answers made from the dataset, whose order is known. */
export interface QualificationSpec {
  /** Most test questions of each dataset that probes are made from, four of each. */
  readonly probes: number;
  /** Judge calls for each probe; 1 for `token-probability`. */
  readonly repeats: number;
}

/** What an experiment is to find out and how, with every default filled in. */
export interface ExperimentSpec {
  readonly name: string;
  /** `name`, or `name@v3` for one version. */
  readonly datasets: readonly string[];
  readonly arms: readonly ArmSpec[];
  readonly contexts: readonly Context[];
  readonly retrieval: {
    /** Passages given to the model. */
    readonly topK: number;
    readonly mode: RetrievalMode;
    readonly chunkTokens: number;
    readonly overlapTokens: number;
  };
  readonly generation: {
    readonly temperature: number;
    readonly topP: number;
    readonly maxTokens: number;
    /** Independent answers per question. */
    readonly samples: number;
  };
  readonly judge: {
    readonly model: string;
    readonly criteria: readonly string[];
    readonly estimator: Estimator;
    /** Who writes the evaluation steps. */
    readonly steps: StepsAuthor;
    /** Judge calls per answer and criterion; see `repeatsOf`. */
    readonly repeats?: number | undefined;
    readonly temperature: number;
    /** How the judge is tried on probes before verdicts rest on it. */
    readonly qualification: QualificationSpec | 'off';
  };
  readonly questions?:
    | {
        /** Most test questions of each dataset; absent: all. */
        readonly limit?: number | undefined;
        /** The same for one context, where it differs. */
        readonly perContext?: Readonly<Partial<Record<Context, number | undefined>>> | undefined;
      }
    | undefined;
  readonly analysis: {
    readonly margin: number;
    readonly alpha: number;
    /** Whether every question is asked, or a comparison stops as soon as it is decided. */
    readonly stopping: 'fixed' | 'sequential';
    /** Questions of a wave, >= 1; for sequential stopping only, see `waveQuestions`. */
    readonly wave?: number | undefined;
  };
  readonly budget?:
    | {
        readonly maxCostUsd?: number | undefined;
        readonly maxGpuHours?: number | undefined;
        readonly maxCalls?: number | undefined;
        readonly maxTokens?: number | undefined;
      }
    | undefined;
  /** Of every random choice: question subsets and the order of work. */
  readonly seed: string;
}

/** How the judge is tried; undefined: not at all. */
export function qualificationOf({ judge }: ExperimentSpec): QualificationSpec | undefined {
  return judge.qualification === 'off' ? undefined : judge.qualification;
}

/** As many samples as the G-Eval of arXiv 2406.11201 takes the mean of. */
const DEFAULT_REPEATS = 10;

const DEFAULT_WAVE = 20;

/** Questions between two looks at the scores; undefined when there is only the look at the end. */
export function waveQuestions({ analysis }: ExperimentSpec): number | undefined {
  return analysis.stopping === 'sequential' ? (analysis.wave ?? DEFAULT_WAVE) : undefined;
}

/** Judge calls per answer and criterion: token probabilities are the same at every call. */
export function repeatsOf({ judge }: ExperimentSpec): number {
  return judge.estimator === 'token-probability' ? 1 : (judge.repeats ?? DEFAULT_REPEATS);
}
