import type { Context } from '@equipoise/contracts';
import type { LabellableAnswer } from '../domain/drawn-answers.js';
import type { Label, StoredLabel } from '../domain/label.js';

/** Place of a label in the order of the list. */
export type LabelPlace = Omit<Label, 'score'>;

/** Labels of experiments' answers. */
export abstract class LabelStore {
  /** All labels of some answers. */
  abstract about(experimentId: string, answerIds: readonly string[]): Promise<Label[]>;
  /** Number of the last import of an experiment that changed a label; 0 when none has. */
  abstract lastRevision(experimentId: string): Promise<number>;
  /** Stores labels in place of those that say something else; needs a transaction. */
  abstract put(experimentId: string, labels: readonly Label[], import_: LabelImport): Promise<void>;
  /** By answer, criterion and rater, after the place given. */
  abstract page(
    experimentId: string,
    page: { limit: number; after: LabelPlace | undefined },
  ): Promise<StoredLabel[]>;
}

export interface LabelImport {
  /** From 1 in each experiment. */
  readonly revision: number;
  readonly at: Date;
}

/** Answers of an experiment, without texts. */
export abstract class AnswerCatalogue {
  /** Of some answers, those that the experiment has: whether each was given, or failed. */
  abstract statusOf(
    experimentId: string,
    answerIds: readonly string[],
  ): Promise<Map<string, 'answered' | 'failed'>>;
  /** All that were given; in one context, or in all. */
  abstract given(experimentId: string, context: Context | undefined): Promise<LabellableAnswer[]>;
}

/** Tells those whose work rests on labels; needs a transaction. */
export abstract class LabelNews {
  abstract changed(experimentId: string, revision: number): Promise<void>;
}
