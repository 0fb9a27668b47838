import type { Contrast } from '@equipoise/contracts';
import { type CellMeans, SCORE_RANGE } from './question-means.js';

export interface CompletenessInput {
  readonly base: CellMeans | undefined;
  /** One a seed; the difference is the mean over them. */
  readonly tuned: readonly CellMeans[];
  /** Index of the criterion. */
  readonly criterion: number;
  /** Ids of all questions of the dataset. */
  readonly questions: ReadonlySet<string>;
  /** Judgements that each question of a cell should have. */
  readonly slots: number;
}

/** One question of one cell, its missing judgements filled in. */
interface Filled {
  readonly lowest: number;
  readonly highest: number;
  readonly missing: number;
  /** Whether any judgement is readable. */
  readonly isScored: boolean;
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
    const ofTuned = acrossSeeds(tuned.map((own) => filled(own, questionId, criterion, slots)));
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

function acrossSeeds(seeds: readonly Filled[]): Filled {
  const sumOf = (valueOf: (own: Filled) => number): number =>
    seeds.reduce((sum, own) => sum + valueOf(own), 0);
  return {
    lowest: sumOf(({ lowest }) => lowest) / seeds.length,
    highest: sumOf(({ highest }) => highest) / seeds.length,
    missing: sumOf(({ missing }) => missing),
    isScored: seeds.every(({ isScored }) => isScored),
  };
}

function filled(
  cell: CellMeans | undefined,
  questionId: string,
  criterion: number,
  slots: number,
): Filled {
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
