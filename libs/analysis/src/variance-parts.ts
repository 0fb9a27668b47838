import type { Contrast } from '@equipoise/contracts';
import { nestedComponents } from '@equipoise/statistics';
import { differencesOf, meanOf } from './pairs.js';
import { type CellMeans } from './question-means.js';
import { type SeedComparison } from './seed-error.js';
import { type SeedPairs, type TreatmentCells } from './treatment-pairs.js';

/** Variances within the questions of one cell; null where nothing was repeated. */
interface Within {
  /** Of answers to one question. */
  readonly answers: number | null;
  /** Of judge calls on one answer. */
  readonly calls: number | null;
  /** What both leave in the mean of a question. */
  readonly ofMean: number;
}

const NOTHING_KNOWN: Within = { answers: null, calls: null, ofMean: 0 };

/** Read once a cell and criterion, however many contrasts the cell is in. */
const known = new WeakMap<CellMeans, Map<number, Within>>();

/**
 * Where the variance of a contrast's question differences comes from. Answers and judge calls of both
 * arms add up; of several seeds the share stays that their mean keeps. What they do not explain is the
 * questions'.
 *
 * @source three-stage nested analysis of variance: Searle, Casella and McCulloch 1992
 */
export function variancePartsOf(
  { base, tuned }: TreatmentCells,
  criterion: number,
  pairs: SeedPairs,
  { seedDeviation }: Pick<SeedComparison, 'seedDeviation'>,
): Contrast['variance'] {
  const arms = [
    ...(base === undefined ? [] : [{ ...withinOf(base, criterion), share: 1 }]),
    ...tuned.map((own) => ({ ...withinOf(own, criterion), share: 1 / tuned.length })),
  ];
  const sumOf = (stage: 'answers' | 'calls'): number | null =>
    arms.some((own) => own[stage] === null)
      ? null
      : arms.reduce((sum, own) => sum + own.share * (own[stage] ?? 0), 0);
  const noise = arms.reduce((sum, own) => sum + own.share * own.ofMean, 0);
  const total = spreadOf(differencesOf(pairs));
  return {
    questions: total === null ? null : Math.max(0, total - noise),
    answers: sumOf('answers'),
    calls: sumOf('calls'),
    seeds: seedDeviation === null ? null : seedDeviation ** 2,
  };
}

function withinOf(cell: CellMeans, criterion: number): Within {
  const byCriterion = known.get(cell) ?? new Map<number, Within>();
  known.set(cell, byCriterion);
  const found = byCriterion.get(criterion) ?? componentsOf(cell, criterion);
  byCriterion.set(criterion, found);
  return found;
}

function componentsOf({ questions }: CellMeans, criterion: number): Within {
  const scores = [...questions.values()]
    .map(({ callsOn }) => callsOn(criterion))
    .filter((answers) => answers.length > 0);
  if (scores.length === 0) return NOTHING_KNOWN;
  const { betweenAnswers: answers, betweenCalls: calls, ...counts } = nestedComponents(scores);
  const { questionCount, answerCount, callCount } = counts;
  return {
    answers: answers ?? null,
    calls: calls ?? null,
    ofMean: ((answers ?? 0) / answerCount + (calls ?? 0) / callCount) * questionCount,
  };
}

/** Sample variance; null below two values. */
function spreadOf(values: readonly number[]): number | null {
  if (values.length < 2) return null;
  const mean = meanOf(values);
  return values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1);
}
