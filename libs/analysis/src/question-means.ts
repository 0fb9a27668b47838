import { JudgementGrid } from './judgement-grid.js';
import { type AnalysisInput, type AnswerFacts, type CellFacts } from './score-table.js';

/** What a score can be: what a missing one is filled with, at worst and at best. */
export const SCORE_RANGE = { lowest: 1, highest: 5 } as const;

/** One question of one cell: averaged over repeats first, then over answers. */
export interface QuestionMeans {
  readonly cluster: string;
  /** By criterion, in the order of the settings. */
  readonly judged: readonly JudgedMean[];
  /** Mean over the answers that were given; undefined when all failed or no text is known. */
  readonly lexical: AnswerFacts['lexical'];
  /** Words, mean over the answers that were given; undefined when all failed or none is known. */
  readonly words: number | undefined;
  readonly retrieval: AnswerFacts['retrieval'];
  /** Whether training knows the question; undefined where nobody looked. */
  readonly isDirty: boolean | undefined;
  /** Readable judge calls on each answer that has one, shape [K][R], by index of the criterion. */
  readonly callsOn: (criterion: number) => number[][];
}

interface JudgedMean {
  /** [1, 5]; undefined when no judgement is readable. */
  readonly mean: number | undefined;
  /** Of all readable judgements. */
  readonly sum: number;
  readonly readable: number;
}

export interface CellMeans {
  readonly cell: CellFacts;
  readonly answers: number;
  readonly failedAnswers: number;
  /** By question id, in its order. */
  readonly questions: ReadonlyMap<string, QuestionMeans>;
}

export interface TableMeans {
  readonly cells: readonly CellMeans[];
  /** Answers that each question should have, >= 1. */
  readonly answersPerQuestion: number;
  /** Judgements of one criterion that each question of a cell should have, >= 1. */
  readonly slots: number;
  readonly judgements: JudgementGrid;
}

/** Reads a score table once, in time linear in its rows and whatever their order. */
export function meansOf(given: AnalysisInput): TableMeans {
  const byId = (a: AnswerFacts, b: AnswerFacts): number => (a.answerId < b.answerId ? -1 : 1);
  const table = { ...given, answers: [...given.answers].sort(byId) };
  const judgements = new JudgementGrid(table);
  const answersPerQuestion = table.answers.reduce(
    (most, { sample }) => Math.max(most, sample + 1),
    1,
  );
  const dirty = new Map(
    (table.contamination ?? []).map(({ dataset, questionIds }) => [dataset, new Set(questionIds)]),
  );
  const answersOf = Map.groupBy(
    table.answers.map((_, i) => i),
    (i) => (table.answers[i] as AnswerFacts).cellId,
  );
  const cells = table.cells.map((cell): CellMeans => {
    const own = answersOf.get(cell.cellId) ?? [];
    return {
      cell,
      answers: own.length,
      failedAnswers: own.filter((i) => table.answers[i]?.status === 'failed').length,
      questions: questionsOf(table, own, judgements, dirty.get(cell.dataset)),
    };
  });
  return { cells, answersPerQuestion, slots: answersPerQuestion * judgements.repeats, judgements };
}

function questionsOf(
  { answers, settings }: AnalysisInput,
  own: readonly number[],
  judgements: JudgementGrid,
  dirty: ReadonlySet<string> | undefined,
): Map<string, QuestionMeans> {
  const byQuestion = Map.groupBy(own, (i) => (answers[i] as AnswerFacts).questionId);
  const inOrder = [...byQuestion].sort(([a], [b]) => (a < b ? -1 : 1));
  return new Map(
    inOrder.map(([questionId, indices]) => {
      const given = indices
        .filter((i) => answers[i]?.status === 'answered')
        .sort((a, b) => (answers[a] as AnswerFacts).sample - (answers[b] as AnswerFacts).sample);
      const facts = given.map((i) => answers[i] as AnswerFacts);
      const first = answers[indices[0] as number] as AnswerFacts;
      return [
        questionId,
        {
          cluster: first.cluster,
          judged: settings.criteria.map((_, c) => judgedMean(given, c, judgements)),
          lexical: lexicalMeans(facts),
          words: meanOver(facts.map(({ words }) => words)),
          retrieval: first.retrieval,
          isDirty: dirty?.has(questionId),
          callsOn: (criterion) =>
            given
              .map((answer) => judgements.scoresOf(answer, criterion))
              .filter((calls) => calls.length > 0),
        },
      ];
    }),
  );
}

function judgedMean(
  answers: readonly number[],
  criterion: number,
  judgements: JudgementGrid,
): JudgedMean {
  let [sum, readable, meanSum, scored] = [0, 0, 0, 0];
  for (const answer of answers) {
    const own = judgements.of(answer, criterion);
    if (own.readable === 0) continue;
    sum += own.sum;
    readable += own.readable;
    meanSum += own.sum / own.readable;
    scored += 1;
  }
  return { mean: scored === 0 ? undefined : meanSum / scored, sum, readable };
}

function lexicalMeans(answers: readonly AnswerFacts[]): AnswerFacts['lexical'] {
  const exactMatch = meanOver(answers.map(({ lexical }) => lexical?.exactMatch));
  const tokenF1 = meanOver(answers.map(({ lexical }) => lexical?.tokenF1));
  const rougeL = meanOver(answers.map(({ lexical }) => lexical?.rougeL));
  if (exactMatch === undefined || tokenF1 === undefined || rougeL === undefined) return undefined;
  return { exactMatch, tokenF1, rougeL };
}

/** Of the values that are known; undefined of none. */
function meanOver(values: readonly (number | undefined)[]): number | undefined {
  const known = values.filter((value) => value !== undefined);
  if (known.length === 0) return undefined;
  return known.reduce((sum, value) => sum + value, 0) / known.length;
}
