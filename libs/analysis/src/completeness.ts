import type { Contrast } from '@equipoise/contracts';
import { type CellMeans, SCORE_RANGE } from './question-means.js';

export interface CompletenessInput {
  readonly base: CellMeans | undefined;
  readonly tuned: CellMeans;
  /** Index of the criterion. */
  readonly criterion: number;
  /** Ids of all questions of the dataset. */
  readonly questions: ReadonlySet<string>;
  /** Judgements that each question of a cell should have. */
  readonly slots: number;
}

/**
 * What a contrast lacks, and how far it could matter: the difference with every missing judgement
 * filled in at one end of the scale, against the tuned arm and then for it.
 *
 * @source Manski 1990 (Am. Econ. Rev. 80), worst-case bounds
 */
export function completenessOf(input: CompletenessInput): Contrast['completeness'] {
  const { base, tuned, criterion, questions, slots } = input;
  const total = { worst: 0, best: 0, paired: 0, withoutBase: 0, withoutTuned: 0, missing: 0 };
  for (const questionId of questions) {
    const ofBase = filled(base, questionId, criterion, slots);
    const ofTuned = filled(tuned, questionId, criterion, slots);
    total.worst += ofTuned.lowest - ofBase.highest;
    total.best += ofTuned.highest - ofBase.lowest;
    total.missing += ofBase.missing + ofTuned.missing;
    if (!ofBase.isScored) total.withoutBase += 1;
    if (!ofTuned.isScored) total.withoutTuned += 1;
    if (ofBase.isScored && ofTuned.isScored) total.paired += 1;
  }
  const count = questions.size;
  return {
    questions: count,
    paired: total.paired,
    withoutBase: total.withoutBase,
    withoutTuned: total.withoutTuned,
    missingJudgements: total.missing,
    bounds:
      base === undefined || count === 0
        ? null
        : { lower: total.worst / count, upper: total.best / count },
  };
}

function filled(
  cell: CellMeans | undefined,
  questionId: string,
  criterion: number,
  slots: number,
): { lowest: number; highest: number; missing: number; isScored: boolean } {
  const judged = cell?.questions.get(questionId)?.judged[criterion];
  const { sum, readable } = judged ?? { sum: 0, readable: 0 };
  const missing = slots - readable;
  return {
    lowest: (sum + missing * SCORE_RANGE.lowest) / slots,
    highest: (sum + missing * SCORE_RANGE.highest) / slots,
    missing,
    isScored: readable > 0,
  };
}
