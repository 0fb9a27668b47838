import { meanOf, squaresAround } from '../moments.js';
import { requireGroups, requireThat } from '../require.js';
import { nestedAnova, type NestedAnova, type NestedScores } from './nested-anova.js';

/**
 * - `single-question`: no variance between questions and no error bar;
 * - `answers-not-repeated`: one answer a question, so `betweenQuestions` holds the answers' variance;
 * - `calls-not-repeated`: one call an answer, so `betweenAnswers` (or, where answers are not repeated
 *   either, `betweenQuestions`) holds the calls' variance;
 * - `negative-variance`: an estimate was below 0, which is sampling noise; 0 is given.
 */
export type NestedNote =
  'single-question' | 'answers-not-repeated' | 'calls-not-repeated' | 'negative-variance';

/** Every number is finite; what does not exist is undefined, and `notes` say why. */
export interface NestedComponents {
  readonly questionCount: number;
  readonly answerCount: number;
  readonly callCount: number;
  /** Mean over questions of the mean over answers of the mean over calls. */
  readonly mean: number;
  /** Standard error of `mean` over questions, in units of the score. */
  readonly standardError: number | undefined;
  readonly meanSquares: NestedAnova['meanSquares'];
  /** A: variance over questions, >= 0. */
  readonly betweenQuestions: number | undefined;
  /** B: variance of answers to one question, >= 0. */
  readonly betweenAnswers: number | undefined;
  /** C: variance of judge calls on one answer, >= 0. */
  readonly betweenCalls: number | undefined;
  /** In the order in which NestedNote lists them. */
  readonly notes: readonly NestedNote[];
}

/**
 * Variance components of questions > answers > judge calls, all random: with n questions, K answers
 * each and R calls each the grand mean has variance A/n + B/(nK) + C/(nKR).
 *
 * Unequal numbers of answers and calls are handled on purpose: components come from the analysis of
 * variance with the coefficients of the sizes at hand, and the mean counts every question once.
 *
 * @param scores shape [n][K_i][R_ij], each size >= 1
 * @throws InvalidStatisticsInputError when there is no question, a question without an answer, an
 *   answer without a call, or a score that is not finite
 * @source Searle, Casella and McCulloch 1992 (Variance Components), two-way nested classification
 */
export function nestedComponents(scores: NestedScores): NestedComponents {
  requireThat(scores.length > 0, 'scores is empty; give at least one question');
  scores.forEach((answers, i) => {
    requireGroups(`scores[${i}]`, answers);
  });
  const questionMeans = scores.map((answers) => meanOf(answers.map(meanOf)));
  const mean = meanOf(questionMeans);
  const n = scores.length;
  const variance = squaresAround(mean, questionMeans) / (n - 1);
  const answers = scores.flat();
  const anova = nestedAnova(scores);
  return {
    questionCount: n,
    answerCount: answers.length,
    callCount: answers.flat().length,
    mean,
    standardError: n === 1 ? undefined : Math.sqrt(variance / n),
    meanSquares: anova.meanSquares,
    ...componentsOf(anova),
  };
}

type Components = Pick<
  NestedComponents,
  'betweenQuestions' | 'betweenAnswers' | 'betweenCalls' | 'notes'
>;

/** A stage takes away what the estimated stages below it contribute, before negatives become 0. */
function componentsOf({ meanSquares, coefficients }: NestedAnova): Components {
  const calls = meanSquares.calls;
  const answers = component(meanSquares.answers, calls ?? 0, coefficients.answersInAnswers);
  const below = (calls ?? 0) + coefficients.answersInQuestions * (answers ?? 0);
  const questions = component(meanSquares.questions, below, coefficients.questionsInQuestions);
  const notes: [NestedNote, boolean][] = [
    ['single-question', questions === undefined],
    ['answers-not-repeated', answers === undefined],
    ['calls-not-repeated', calls === undefined],
    ['negative-variance', [questions, answers].some((variance = 0) => variance < 0)],
  ];
  return {
    betweenQuestions: atLeastZero(questions),
    betweenAnswers: atLeastZero(answers),
    betweenCalls: calls,
    notes: notes.filter(([, holds]) => holds).map(([note]) => note),
  };
}

function component(
  meanSquare: number | undefined,
  below: number,
  coefficient: number,
): number | undefined {
  return meanSquare === undefined ? undefined : (meanSquare - below) / coefficient;
}

function atLeastZero(variance: number | undefined): number | undefined {
  return variance === undefined ? undefined : Math.max(0, variance);
}
