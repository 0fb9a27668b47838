import { isRounding, largestSize, meanOf, squaresAround, sumOf } from '../moments.js';
import { requireLength, requireScores, requireThat } from '../require.js';
import { correlationOf } from './correlation.js';

export interface CupedInput {
  /** Scores, one a question, shape [n], n >= 2. */
  readonly scores: readonly number[];
  /** What was known of each question beforehand, e.g. the base model's score, shape [n]. */
  readonly covariate: readonly number[];
  /** Mean of the covariate over all questions that could have been asked; default over these. */
  readonly covariateMean?: number;
}

export interface Cuped {
  /** Slope of scores on covariate, Cov / Var; 0 where the covariate does not vary. */
  readonly theta: number;
  /** Squared correlation of scores and covariate, in [0, 1]. */
  readonly explained: number;
  /** Variance of the adjusted mean over that of the plain mean, 1 - r^2, in [0, 1]. */
  readonly varianceRatio: number;
  /** mean(score) - theta (mean(covariate) - covariateMean). */
  readonly adjustedMean: number;
  /** Of the adjusted mean, with theta taken as known: sqrt(1 - r^2) sd / sqrt(n). */
  readonly standardError: number;
}

/**
 * Takes out of a mean what a covariate known beforehand explains.
 *
 * @throws InvalidStatisticsInputError when a list is too short, of another length or not finite
 * @source Deng, Xu, Kohavi and Walker 2013 (WSDM), CUPED
 */
export function cuped({ scores, covariate, covariateMean }: CupedInput): Cuped {
  requireScores('scores', scores);
  requireScores('covariate', covariate);
  requireLength('covariate', covariate, scores.length);
  const n = scores.length;
  requireThat(n >= 2, 'scores has one item; give at least two');
  const mean = meanOf(scores);
  const centre = meanOf(covariate);
  requireThat(
    Number.isFinite(covariateMean ?? centre),
    `covariateMean is ${covariateMean}; give a finite number`,
  );
  const spread = squaresAround(centre, covariate);
  const isFlat = isRounding(Math.sqrt(spread / n), largestSize(covariate));
  const products = scores.map((score, i) => (score - mean) * ((covariate[i] as number) - centre));
  const theta = isFlat ? 0 : sumOf(products) / spread;
  const explained = (correlationOf(scores, covariate) ?? 0) ** 2;
  const variance = squaresAround(mean, scores) / (n - 1) / n;
  return {
    theta,
    explained,
    varianceRatio: 1 - explained,
    adjustedMean: mean - theta * (centre - (covariateMean ?? centre)),
    standardError: Math.sqrt(variance * (1 - explained)),
  };
}
