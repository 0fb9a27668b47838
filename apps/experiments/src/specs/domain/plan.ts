import type { Context, GuardFinding } from '@equipoise/contracts';
import type { PlannedArm, Training } from './arms.js';
import type { ExperimentSpec } from './experiment-spec.js';
import type { CriterionFacts } from './facts.js';

export interface PlannedDataset {
  readonly label: string;
  readonly versionId: string;
}

/** One arm, dataset and context. */
export interface PlannedCell {
  readonly arm: PlannedArm;
  readonly dataset: PlannedDataset;
  readonly context: Context;
  /** In the order of asking. */
  readonly questionIds: readonly string[];
  /** How many of them come in each wave, shape [waves]; one wave unless stopping is sequential. */
  readonly waveSizes: readonly number[];
}

/** One adapter to be trained. */
export interface PlannedFineTune {
  readonly arm: PlannedArm;
  readonly dataset: PlannedDataset;
  readonly training: Training;
}

/** What training would take, from the sizes of models and data; zeros where no GPUs are counted. */
export interface TrainingEstimate {
  /** Of each GPU. */
  readonly gpuHours: number;
  /** US dollars. */
  readonly costUsd: number;
}

/** What a spec would do. */
export interface ExperimentPlan {
  readonly spec: ExperimentSpec;
  readonly criteria: readonly CriterionFacts[];
  /** Judge calls per answer and criterion. */
  readonly repeats: number;
  readonly cells: readonly PlannedCell[];
  readonly fineTunes: readonly PlannedFineTune[];
  /** Whether answering waits for training, because both would share this machine's processor. */
  readonly trainsFirst: boolean;
  readonly training: TrainingEstimate;
  /** How often the scores are looked at on the way; undefined with fixed stopping. */
  readonly sequential:
    | {
        /** Questions of a wave, but for clusters that would be split. */
        readonly waveQuestions: number;
        /** Waves when no contrast is decided early. */
        readonly mostWaves: number;
      }
    | undefined;
  /** Questions of one chunk of work. */
  readonly blockSize: number;
  /** Comparisons that Holm's procedure covers. */
  readonly contrasts: number;
  readonly answerCalls: number;
  /** Those of `judgeTrial` included. */
  readonly judgeCalls: number;
  /** What trying the judge takes where nothing of it is stored yet; zeros where it is not tried. */
  readonly judgeTrial: {
    readonly calls: number;
    /** Of prompts and completions, from typical lengths. */
    readonly tokens: number;
  };
  /** From registered prices and typical lengths; 0 for local models. */
  readonly estimatedCostUsd: number;
  /**
   * Smallest difference found with 80 % power if the differences have an sd of 1, on the 1 to 5
   * scale; 0 when nothing is compared or a dataset has fewer than two clusters.
   */
  readonly detectableDifference: number;
  readonly warnings: readonly string[];
  readonly guards: readonly GuardFinding[];
  /** Questions to be asked that training knows; a dataset that nobody looked through is left out. */
  readonly contamination: readonly {
    /** `name@v1`. */
    readonly dataset: string;
    readonly questionIds: readonly string[];
  }[];
}
