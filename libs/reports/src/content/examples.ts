import { type Analysis, type Context } from '@equipoise/contracts';
import {
  type AnalysisInput,
  type CellPair,
  cellPairs,
  meansOf,
  type QuestionMeans,
} from '@equipoise/analysis';

const EXAMPLES_PER_SIDE = 3;

/** A question whose answer changed much from the base to the tuned model. */
export interface ExampleChoice {
  /** Label of the tuned arm. */
  readonly arm: string;
  readonly kind: 'worst' | 'best';
  readonly dataset: string;
  readonly context: Context;
  readonly questionId: string;
  readonly baseAnswerId: string;
  readonly tunedAnswerId: string;
  /** Tuned minus base, mean over criteria, in points. */
  readonly difference: number;
  readonly scores: readonly ExampleScore[];
}

/** Mean scores of the question, over repeats and answers, [1, 5]. */
interface ExampleScore {
  readonly criterion: string;
  readonly base: number;
  readonly tuned: number;
}

/** A chosen example with its texts. */
export interface ExamplePair extends ExampleChoice {
  readonly question: string;
  readonly references: readonly string[];
  /** What both models were given to read, best first; empty without context. */
  readonly passages: readonly string[];
  readonly baseAnswer: string;
  readonly tunedAnswer: string;
}

/**
 * The questions that each tuned arm lost and gained most on, against its base: worst first, then best
 * first. Retrieved context is shown where there is one, because it is what the experiment is about.
 *
 * @param perSide most examples of each kind and arm
 */
export function chooseExamples(
  table: AnalysisInput,
  analysis: Pick<Analysis, 'arms'>,
  perSide = EXAMPLES_PER_SIDE,
): ExampleChoice[] {
  const pairs = cellPairs(meansOf(table).cells);
  const answers = shownAnswers(table);
  return analysis.arms.flatMap(({ label }) => {
    const own = pairs.filter(({ tuned }) => tuned.cell.arm.label === label);
    const retrieved = own.filter(({ tuned }) => tuned.cell.context === 'retrieved');
    const changed = (retrieved.length > 0 ? retrieved : own)
      .flatMap((cells) => changesOf(cells, table.settings.criteria, answers))
      .sort((a, b) => a.difference - b.difference || (a.questionId < b.questionId ? -1 : 1));
    const worst = changed.filter(({ difference }) => difference < 0).slice(0, perSide);
    const best = changed.filter(({ difference }) => difference > 0).slice(-perSide);
    return [
      ...worst.map((example) => ({ ...example, kind: 'worst' as const })),
      ...best.reverse().map((example) => ({ ...example, kind: 'best' as const })),
    ];
  });
}

function changesOf(
  { base, tuned }: CellPair,
  criteria: readonly string[],
  answers: ReadonlyMap<string, string>,
): Omit<ExampleChoice, 'kind'>[] {
  const { cell } = tuned;
  return [...(base?.questions ?? [])].flatMap(([questionId, ofBase]) => {
    const ofTuned = tuned.questions.get(questionId);
    const baseAnswerId = answers.get(placeOf(base?.cell.cellId ?? '', questionId));
    const tunedAnswerId = answers.get(placeOf(cell.cellId, questionId));
    if (ofTuned === undefined || baseAnswerId === undefined || tunedAnswerId === undefined) {
      return [];
    }
    const scores = scoresOf(ofBase, ofTuned, criteria);
    if (scores.length === 0) return [];
    const total = scores.reduce((sum, score) => sum + score.tuned - score.base, 0);
    return [
      {
        arm: cell.arm.label,
        dataset: cell.dataset,
        context: cell.context,
        questionId,
        baseAnswerId,
        tunedAnswerId,
        difference: total / scores.length,
        scores,
      },
    ];
  });
}

function scoresOf(
  base: QuestionMeans,
  tuned: QuestionMeans,
  criteria: readonly string[],
): ExampleScore[] {
  return criteria.flatMap((criterion, i) => {
    const [ofBase, ofTuned] = [base.judged[i]?.mean, tuned.judged[i]?.mean];
    if (ofBase === undefined || ofTuned === undefined) return [];
    return [{ criterion, base: ofBase, tuned: ofTuned }];
  });
}

/** The first answer given to each question of each cell, by place. */
function shownAnswers({ answers }: AnalysisInput): Map<string, string> {
  const given = answers
    .filter(({ status }) => status === 'answered')
    .sort((a, b) => b.sample - a.sample);
  return new Map(
    given.map(({ cellId, questionId, answerId }) => [placeOf(cellId, questionId), answerId]),
  );
}

function placeOf(cellId: string, questionId: string): string {
  return JSON.stringify([cellId, questionId]);
}
