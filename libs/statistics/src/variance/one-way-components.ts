import { fSurvival } from '../distributions/f.js';
import { meanOf, squaresAround } from '../moments.js';
import { requireGroups } from '../require.js';
import { type OneWayAnova, oneWayAnova } from './one-way-anova.js';

/**
 * - `single-question`: nothing tells how questions differ, so no variance between them, no error bar;
 * - `no-repeats`: every question has one score, so questions and repeats cannot be told apart;
 * - `constant`: all scores are equal, so no ICC and no F;
 * - `identical-repeats`: repeats never differ, so F is without limit (undefined), p is 0, ICC is 1;
 * - `negative-variance-of-questions`: the estimate was below 0, which is sampling noise; 0 is given.
 */
export type OneWayNote =
  | 'single-question'
  | 'no-repeats'
  | 'constant'
  | 'identical-repeats'
  | 'negative-variance-of-questions';

/** Every number is finite; what does not exist is undefined, and `note` says why. */
export interface OneWayComponents {
  readonly questionCount: number;
  /** Scores in all. */
  readonly scoreCount: number;
  /** Mean of the questions' means: a question with more repeats counts no more than another. */
  readonly mean: number;
  /** Standard error of `mean` over questions, in units of the score; repeats do not narrow it by count. */
  readonly standardError: number | undefined;
  readonly meanSquareBetween: number | undefined;
  readonly meanSquareWithin: number | undefined;
  /** Repeats a question; where unequal, the size that the mean squares stand for. */
  readonly typicalRepeats: number | undefined;
  readonly f: number | undefined;
  /** P(F >= f) if questions did not differ, in [0, 1]. */
  readonly pValue: number | undefined;
  /** Variance of true scores over questions, >= 0. */
  readonly betweenQuestions: number | undefined;
  /** Variance of repeats of one question, >= 0. */
  readonly withinQuestions: number | undefined;
  /** ICC(1,1): share of one score's variance that questions explain, at most 1; below 0 is noise. */
  readonly icc: number | undefined;
  /** ICC(1,k): the same for the mean of `typicalRepeats` scores. */
  readonly iccOfMean: number | undefined;
  readonly note: OneWayNote | undefined;
}

/**
 * Variance components of questions and their repeats, one-way random effects.
 *
 * Unequal repeats are handled on purpose: the mean squares weigh questions by repeats and
 * `typicalRepeats` takes the place of K, while the grand mean and its error bar count every question
 * once, which stays unbiased. With K repeats each the error bar is sqrt(MSB / (n K)).
 *
 * @param scores shape [n][K_i], n >= 1 questions, K_i >= 1 repeats
 * @throws InvalidStatisticsInputError when there is no question, a question without a score, or a
 *   score that is not finite
 * @source Searle, Casella and McCulloch 1992 (Variance Components) chapter 3; ICC(1,1) and
 *   ICC(1,k): Shrout and Fleiss 1979 (Psychol. Bull. 86)
 */
export function oneWayComponents(scores: readonly (readonly number[])[]): OneWayComponents {
  requireGroups('scores', scores);
  const questionMeans = scores.map(meanOf);
  const mean = meanOf(questionMeans);
  const n = scores.length;
  const variance = squaresAround(mean, questionMeans) / (n - 1);
  const anova = oneWayAnova(scores);
  return {
    questionCount: n,
    scoreCount: scores.flat().length,
    mean,
    standardError: n === 1 ? undefined : Math.sqrt(variance / n),
    meanSquareBetween: anova.meanSquareBetween,
    meanSquareWithin: anova.meanSquareWithin,
    typicalRepeats: anova.typicalSize,
    ...testOf(anova),
    ...componentsOf(anova),
  };
}

function testOf(anova: OneWayAnova): Pick<OneWayComponents, 'f' | 'pValue'> {
  const { meanSquareBetween: between, meanSquareWithin: within } = anova;
  if (between === undefined || within === undefined) return { f: undefined, pValue: undefined };
  if (within === 0) return { f: undefined, pValue: between === 0 ? undefined : 0 };
  const f = between / within;
  return { f, pValue: fSurvival(f, anova.degreesBetween, anova.degreesWithin) };
}

type Components = Pick<
  OneWayComponents,
  'betweenQuestions' | 'withinQuestions' | 'icc' | 'iccOfMean' | 'note'
>;

function componentsOf(anova: OneWayAnova): Components {
  const { meanSquareBetween: between, meanSquareWithin: within, typicalSize: repeats } = anova;
  const withinQuestions = within;
  const missing = { betweenQuestions: undefined, icc: undefined, iccOfMean: undefined };
  if (between === undefined || repeats === undefined) {
    return { ...missing, withinQuestions, note: 'single-question' };
  }
  if (within === undefined) return { ...missing, withinQuestions, note: 'no-repeats' };
  if (between === 0 && within === 0) {
    return { ...missing, withinQuestions, betweenQuestions: 0, note: 'constant' };
  }
  const raw = (between - within) / repeats;
  return {
    betweenQuestions: Math.max(0, raw),
    withinQuestions,
    icc: (between - within) / (between + (repeats - 1) * within),
    iccOfMean: between === 0 ? undefined : (between - within) / between,
    note: noteOf(raw, within),
  };
}

function noteOf(betweenQuestions: number, withinQuestions: number): OneWayNote | undefined {
  if (withinQuestions === 0) return 'identical-repeats';
  return betweenQuestions < 0 ? 'negative-variance-of-questions' : undefined;
}
