import type { AdapterCheckRequested } from '@equipoise/contracts';
import type { CheckOutcome } from '../../domain/adapter-check.js';

/** A tuned model to be compared with its base. */
export type OpenCheck = Omit<AdapterCheckRequested, 'topP' | 'maxTokens'>;

/** Which tuned arm a comparison is about. */
export interface CheckedArm {
  /** Label of the arm. */
  readonly arm: string;
  /** Name of the tuned model. */
  readonly model: string;
  /** Rank that the spec asks the adapter to have; null when it asks for none. */
  readonly wantedRank: number | null;
}

/** Comparisons of an experiment's tuned models with their bases, one a model. */
export abstract class AdapterCheckStore {
  /**
   * Tuned models that are there and were not compared become open; nothing else is given out until
   * they have an outcome.
   *
   * @param questions most questions of each comparison
   */
  abstract open(experimentId: string, questions: number): Promise<OpenCheck[]>;
  /** Keeps the outcome of an open comparison. @returns undefined when it is not open: told before */
  abstract close(checkId: string, outcome: CheckOutcome): Promise<CheckedArm | undefined>;
  /** Those with an outcome, by arm. */
  abstract of(experimentId: string): Promise<{ arm: string; outcome: CheckOutcome }[]>;
}

/** A model of the experiment whose answers were given by more than one set of weights. */
export interface ChangedModel {
  readonly model: string;
  /** At least two. */
  readonly fingerprints: readonly string[];
}

export abstract class AnswerOrigins {
  abstract changedModels(experimentId: string): Promise<ChangedModel[]>;
}
