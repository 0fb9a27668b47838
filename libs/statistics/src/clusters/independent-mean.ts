import { isRounding, largestSize, meanOf, squaresAround } from '../moments.js';
import { requireAlpha, requireScores } from '../require.js';
import { normalInterval } from './normal-interval.js';
import { type Interval, tInterval } from './t-interval.js';

/** What takes a spread is undefined for a single score. */
export interface IndependentMean {
  readonly mean: number;
  /** Scores. */
  readonly n: number;
  /** Of the scores, with n - 1. */
  readonly standardDeviation: number | undefined;
  /** Standard deviation over sqrt(n). */
  readonly standardError: number | undefined;
  /** Student t with n - 1 degrees of freedom: the one to show. */
  readonly interval: Interval | undefined;
  /** Normal quantile in its place: too narrow under a few hundred scores. */
  readonly normalInterval: Interval | undefined;
}

/**
 * Mean of independent scores, one a question; where questions share documents the error bar of
 * `clusteredMean` is the right one.
 *
 * @param scores shape [n], n >= 1
 * @param alpha chance left outside the intervals, [1e-12, 0.5)
 * @throws InvalidStatisticsInputError when `scores` is empty or not finite, or `alpha` is out of range
 * @source Miller 2024 (arXiv 2411.00640) eqs. 1 and 3
 */
export function independentMean(scores: readonly number[], alpha: number): IndependentMean {
  requireScores('scores', scores);
  requireAlpha(alpha);
  const n = scores.length;
  const mean = meanOf(scores);
  if (n === 1) {
    const none = { standardDeviation: undefined, standardError: undefined };
    return { mean, n, ...none, interval: undefined, normalInterval: undefined };
  }
  const spread = Math.sqrt(squaresAround(mean, scores) / (n - 1));
  const standardDeviation = isRounding(spread, largestSize(scores)) ? 0 : spread;
  const standardError = standardDeviation / Math.sqrt(n);
  return {
    mean,
    n,
    standardDeviation,
    standardError,
    interval: tInterval({ mean, standardError, degreesOfFreedom: n - 1 }, alpha),
    normalInterval: normalInterval(mean, standardError, alpha),
  };
}
