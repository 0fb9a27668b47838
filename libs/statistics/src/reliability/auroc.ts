import { normalInterval } from '../clusters/normal-interval.js';
import { type Interval } from '../clusters/t-interval.js';
import { midRanks } from '../mid-ranks.js';
import { meanOf, squaresAround } from '../moments.js';
import { requireAlpha, requireLength, requireScores } from '../require.js';

/**
 * - `single-class`: only positives or only negatives, so there is no pair to order;
 * - `too-few`: one positive or one negative, so no standard error;
 * - `no-variation`: every case is ordered alike, e.g. perfectly, so the standard error is 0, which a
 *   sample cannot vouch for.
 */
export type AurocNote = 'single-class' | 'too-few' | 'no-variation';

/** Every number is finite; what does not exist is undefined, and `note` says why. */
export interface Auroc {
  /** Chance that a positive scores above a negative, ties half, in [0, 1]. */
  readonly area: number | undefined;
  readonly standardError: number | undefined;
  /** Normal, at 1 - alpha, cut to [0, 1]. */
  readonly interval: Interval | undefined;
  readonly positives: number;
  readonly negatives: number;
  readonly note: AurocNote | undefined;
}

/**
 * Area under the receiver operating characteristic of a score, in O(n log n).
 *
 * @param scores shape [n], n >= 1; higher should mean positive
 * @param isPositive shape [n]
 * @param alpha chance left outside the interval, [1e-12, 0.5)
 * @throws InvalidStatisticsInputError when a list is empty, of another length or not finite, or
 *   `alpha` is out of range
 * @source DeLong, DeLong and Clarke-Pearson 1988 (Biometrics 44); by mid-ranks: Sun and Xu 2014 (IEEE
 *   Signal Process. Lett. 21)
 */
export function auroc(
  scores: readonly number[],
  isPositive: readonly boolean[],
  alpha: number,
): Auroc {
  requireScores('scores', scores);
  requireLength('isPositive', isPositive, scores.length);
  requireAlpha(alpha);
  const shares = beatenShares(scores, isPositive);
  const [positives, negatives] = [shares.positive.length, shares.negative.length];
  const counts = { positives, negatives };
  const withoutError = { standardError: undefined, interval: undefined, ...counts };
  if (positives === 0 || negatives === 0) {
    return { area: undefined, ...withoutError, note: 'single-class' };
  }
  const area = meanOf(shares.positive);
  if (positives === 1 || negatives === 1) return { area, ...withoutError, note: 'too-few' };

  const variance = varianceOfMean(shares.positive) + varianceOfMean(shares.negative);
  const standardError = Math.sqrt(variance);
  const { lower, upper } = normalInterval(area, standardError, alpha);
  return {
    area,
    standardError,
    interval: { lower: Math.max(0, lower), upper: Math.min(1, upper) },
    ...counts,
    note: variance === 0 ? 'no-variation' : undefined,
  };
}

interface BeatenShares {
  /** Share of the negatives below each positive, ties half. */
  readonly positive: number[];
  /** Share of the positives above each negative, ties half. */
  readonly negative: number[];
}

/** A case's rank among all, less its rank in its own class, counts the other class below it. */
function beatenShares(scores: readonly number[], isPositive: readonly boolean[]): BeatenShares {
  const ranks = midRanks(scores);
  const split = (values: readonly number[], wanted: boolean): number[] =>
    values.filter((_, i) => isPositive[i] === wanted);
  const below = (wanted: boolean): number[] => {
    const own = midRanks(split(scores, wanted));
    return split(ranks, wanted).map((rank, i) => rank - (own[i] as number));
  };
  const [positive, negative] = [below(true), below(false)];
  return {
    positive: positive.map((count) => count / negative.length),
    negative: negative.map((count) => 1 - count / positive.length),
  };
}

function varianceOfMean(values: readonly number[]): number {
  return squaresAround(meanOf(values), values) / (values.length - 1) / values.length;
}
