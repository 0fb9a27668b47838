import { meanOf, squaresAround, sumOf } from '../moments.js';
import { requireGroups } from '../require.js';
import { independentMean } from './independent-mean.js';

export interface FixedQuestionsMean {
  /** Mean of the questions' means. */
  readonly mean: number;
  /**
   * Standard error for a claim about these very questions: only the noise of repeats counts.
   * Undefined where a question has one score, whose noise is unknown.
   */
  readonly fixedQuestionsError: number | undefined;
  /**
   * Standard error for a claim about questions like these, taken across the questions' means.
   * Undefined for one question. Never pool the n K scores: they are not independent.
   */
  readonly superPopulationError: number | undefined;
}

/**
 * Mean of repeated scores with the error bars of the two claims that it can back. Say which one is
 * shown: the first is much narrower and does not speak of other questions.
 *
 * @param scores shape [n][K_i], n >= 1 questions with K_i >= 1 repeats
 * @throws InvalidStatisticsInputError when there is no question, a question without a score, or a
 *   score that is not finite
 * @source Miller 2024 (arXiv 2411.00640) section 3: sqrt(sum of s_i^2 / K_i) / n
 */
export function fixedQuestionsMean(scores: readonly (readonly number[])[]): FixedQuestionsMean {
  requireGroups('scores', scores);
  const questionMeans = scores.map(meanOf);
  const noises = scores.map((repeats, i) => {
    const own = questionMeans[i] as number;
    return squaresAround(own, repeats) / (repeats.length - 1) / repeats.length;
  });
  const isRepeated = scores.every((repeats) => repeats.length > 1);
  return {
    mean: meanOf(questionMeans),
    fixedQuestionsError: isRepeated ? Math.sqrt(sumOf(noises)) / scores.length : undefined,
    // the level plays no part in the standard error
    superPopulationError: independentMean(questionMeans, 0.05).standardError,
  };
}
