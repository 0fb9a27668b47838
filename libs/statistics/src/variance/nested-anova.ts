import { largestSize, meanOf, squaresAround, sumOf } from '../moments.js';
import { meanSquareOf } from './mean-square.js';

/** Three-stage nested analysis of variance; a mean square without degrees of freedom is undefined. */
export interface NestedAnova {
  readonly meanSquares: {
    readonly questions: number | undefined;
    readonly answers: number | undefined;
    readonly calls: number | undefined;
  };
  /**
   * How much of a variance each expected mean square holds:
   * E[MS answers] = calls + answersInAnswers * answers,
   * E[MS questions] = calls + answersInQuestions * answers + questionsInQuestions * questions.
   */
  readonly coefficients: {
    readonly answersInAnswers: number;
    readonly answersInQuestions: number;
    readonly questionsInQuestions: number;
  };
}

/** Scores of judge calls, shape [n][K_i][R_ij]: questions, their answers, the calls on each. */
export type NestedScores = readonly (readonly (readonly number[])[])[];

/**
 * Mean squares of questions > answers > judge calls, and what each is expected to hold.
 *
 * @param scores shape [n][K_i][R_ij], each size >= 1, balanced or not
 * @source Searle, Casella and McCulloch 1992 (Variance Components), analysis of variance of the
 *   two-way nested classification with unbalanced data
 */
export function nestedAnova(scores: NestedScores): NestedAnova {
  const answers = scores.flat();
  const all = answers.flat();
  const questions = scores.map((question) => question.flat());
  const grandMean = meanOf(all);
  const withinAnswers = sumOf(answers.map((answer) => squaresAround(meanOf(answer), answer)));
  const betweenAnswers = sumOf(
    scores.map((question, i) => squaresBetween(question, meanOf(questions[i] as number[]))),
  );
  const scale = largestSize(all);
  return {
    meanSquares: {
      questions: meanSquareOf(squaresBetween(questions, grandMean), questions.length - 1, scale),
      answers: meanSquareOf(betweenAnswers, answers.length - questions.length, scale),
      calls: meanSquareOf(withinAnswers, all.length - answers.length, scale),
    },
    coefficients: coefficientsOf(scores),
  };
}

function squaresBetween(groups: readonly (readonly number[])[], mean: number): number {
  return sumOf(groups.map((group) => group.length * (meanOf(group) - mean) ** 2));
}

/** Coefficients of a stage without degrees of freedom are 0 / 0 and not read. */
function coefficientsOf(scores: NestedScores): NestedAnova['coefficients'] {
  const answerCount = sumOf(scores.map((question) => question.length));
  const questionSizes = scores.map((question) => sumOf(question.map((answer) => answer.length)));
  const n = sumOf(questionSizes);
  const squaredAnswerSizes = scores.map((question) =>
    sumOf(question.map((answer) => answer.length ** 2)),
  );
  const typicalAnswers = sumOf(
    squaredAnswerSizes.map((size, i) => size / (questionSizes[i] as number)),
  );
  const degreesOfQuestions = scores.length - 1;
  return {
    answersInAnswers: (n - typicalAnswers) / (answerCount - scores.length),
    answersInQuestions: (typicalAnswers - sumOf(squaredAnswerSizes) / n) / degreesOfQuestions,
    questionsInQuestions:
      (n - sumOf(questionSizes.map((size) => size ** 2)) / n) / degreesOfQuestions,
  };
}
