import { normalCdf } from '../distributions/normal.js';
import { sumOf } from '../moments.js';
import { requireScores } from '../require.js';
import { signedRanks, type ZeroRule } from './signed-ranks.js';

export interface WilcoxonTest {
  /** Rank sum of the differences above 0, a multiple of 1/2. */
  readonly positiveRankSum: number;
  readonly negativeRankSum: number;
  /** (W+ - W-) / (W+ + W-), in [-1, 1]; undefined where every difference is 0. */
  readonly rankBiserial: number | undefined;
  /**
   * Two-sided, in (0, 1], conditional on the ties at hand; the normal approximation above 400
   * differences.
   */
  readonly pValue: number;
  readonly method: 'exact' | 'normal';
  /** Two-sided normal approximation with the variance that ties leave. */
  readonly normalP: number;
  /** The same with the continuity correction of 1/2. */
  readonly correctedNormalP: number;
}

/** Beyond, the exact distribution takes over 10^8 additions and differs by less than 1e-4. */
const MOST_EXACT = 400;

/**
 * Wilcoxon's signed-rank test that paired differences are symmetric about 0. It speaks of ranks, not
 * of the mean. Ratings tie, so the table for data without ties is never used.
 *
 * @param differences shape [n], n >= 1
 * @param zeros what becomes of differences of 0; default `drop`
 * @throws InvalidStatisticsInputError when `differences` is empty or not finite
 * @source Wilcoxon 1945 (Biometrics Bull. 1); Pratt 1959 (JASA 54); conditional distribution by
 *   dynamic programming over doubled ranks, Streitberg and Rohmel 1986 (Stat. Softw. Newsl. 12);
 *   matched-pairs rank-biserial correlation: Kerby 2014 (Compr. Psychol. 3)
 */
export function wilcoxonSignedRank(
  differences: readonly number[],
  zeros: ZeroRule = 'drop',
): WilcoxonTest {
  requireScores('differences', differences);
  const { ranks, isPositive } = signedRanks(differences, zeros);
  const total = sumOf(ranks);
  const positive = sumOf(ranks.filter((_, i) => isPositive[i]));
  const method = ranks.length <= MOST_EXACT ? 'exact' : 'normal';
  const normalP = normalPOf(positive - total / 2, ranks, 0);
  return {
    positiveRankSum: positive,
    negativeRankSum: total - positive,
    rankBiserial: total === 0 ? undefined : (2 * positive - total) / total,
    pValue: method === 'exact' ? exactPOf(positive, ranks) : normalP,
    method,
    normalP,
    correctedNormalP: normalPOf(positive - total / 2, ranks, 0.5),
  };
}

/** Twice the smaller tail of the rank sum when every sign is a fair coin. */
function exactPOf(positive: number, ranks: readonly number[]): number {
  const doubled = ranks.map((rank) => Math.round(2 * rank));
  const total = sumOf(doubled);
  const smaller = Math.min(Math.round(2 * positive), total - Math.round(2 * positive));
  // probability of each doubled rank sum up to the smaller one, sign by sign
  const probabilities = new Float64Array(smaller + 1);
  probabilities[0] = 1;
  for (const rank of doubled) {
    for (let sum = smaller; sum >= 0; sum -= 1) {
      const without = probabilities[sum] as number;
      const withRank = sum >= rank ? (probabilities[sum - rank] as number) : 0;
      probabilities[sum] = (without + withRank) / 2;
    }
  }
  return Math.min(1, 2 * probabilities.reduce((sum, probability) => sum + probability, 0));
}

/** @param distance of the rank sum from its mean */
function normalPOf(distance: number, ranks: readonly number[], correction: number): number {
  if (ranks.length === 0) return 1;
  // with mid-ranks this is the variance corrected for ties, with Pratt's also for zeros
  const variance = sumOf(ranks.map((rank) => rank ** 2)) / 4;
  const corrected = Math.max(0, Math.abs(distance) - correction);
  return Math.min(1, 2 * normalCdf(-corrected / Math.sqrt(variance)));
}
