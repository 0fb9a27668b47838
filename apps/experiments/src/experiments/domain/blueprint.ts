import type {
  Context,
  FineTuneSettings,
  GuardFinding,
  PlacementWish,
  TrainingFormat,
} from '@equipoise/contracts';
import type { Settings } from './experiment.js';

/** A base model and its treatment; undefined for a baseline. */
export interface Arm {
  readonly label: string;
  readonly base: string;
  readonly treatment?:
    | {
        readonly method: string;
        readonly trainSize?: number | undefined;
        readonly seed?: number | undefined;
        readonly trainingFormat?: TrainingFormat | undefined;
      }
    | undefined;
}

export interface CellBlueprint {
  readonly arm: Arm;
  /** `name@v1`. */
  readonly dataset: string;
  readonly datasetVersionId: string;
  readonly context: Context;
  /** Name of the model that answers; undefined until its fine-tune has ended. */
  readonly model: string | undefined;
  /** In the order of asking. */
  readonly questionIds: readonly string[];
  /** How many of them come in each wave, shape [waves], one after the other. */
  readonly waveSizes: readonly number[];
}

/** Test questions of a dataset that training knows, by their text or by their document. */
export interface DirtyQuestions {
  /** `name@v1`. */
  readonly dataset: string;
  readonly questionIds: readonly string[];
}

/** An adapter for the cells of one arm and dataset. */
export interface FineTuneBlueprint {
  readonly armLabel: string;
  readonly dataset: string;
  readonly datasetVersionId: string;
  readonly base: string;
  readonly trainSize: number;
  readonly seed: number;
  readonly trainingFormat: TrainingFormat;
  readonly settings: FineTuneSettings;
  readonly placement: PlacementWish;
}

/** An experiment as it is to be carried out. */
export interface Blueprint {
  readonly name: string;
  readonly spec: unknown;
  readonly settings: Settings;
  readonly cells: readonly CellBlueprint[];
  readonly fineTunes: readonly FineTuneBlueprint[];
  /** Questions of one chunk. */
  readonly blockSize: number;
  readonly warnings: readonly string[];
  readonly guards: readonly GuardFinding[];
  /** Questions that training knows; a dataset that nobody looked through is left out. */
  readonly contamination: readonly DirtyQuestions[];
}
