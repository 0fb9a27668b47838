import { bisect } from '../bisect.js';
import { type ClusterLabel, groupByCluster } from '../clusters/cluster-label.js';
import { type Interval } from '../clusters/t-interval.js';
import { isRounding, largestSize, meanOf, sumOf } from '../moments.js';
import { requireAlpha, requireLength, requireScores, requireThat } from '../require.js';
import { WildStatistics } from './wild-statistics.js';

export interface WildClusterBootstrapInput {
  /** Scores, or paired differences, one a question, shape [n], n >= 1. */
  readonly values: readonly number[];
  /** Cluster of each question, shape [n]. */
  readonly clusters: readonly ClusterLabel[];
  /** Mean under the null hypothesis; default 0. */
  readonly nullMean?: number;
  /** Chance left outside the interval, [1e-12, 0.5). */
  readonly alpha: number;
  /** Any text; equal seeds give equal draws. Without effect up to 16 clusters. */
  readonly seed: string;
  /** Random sign patterns where there are more than 16 clusters, >= 1; default 9,999. */
  readonly draws?: number;
}

export interface WildClusterBootstrap {
  /** Mean less null mean over its CR0 error (CR1's factor cancels); undefined where that is 0. */
  readonly t: number | undefined;
  /** Two-sided, in (0, 1]. */
  readonly pValue: number;
  /** Means that the test at alpha does not reject; undefined where it can reject none at this G. */
  readonly interval: Interval | undefined;
  readonly method: 'exact' | 'monte-carlo';
  /** Sign patterns looked at: 2^G, or the draws. */
  readonly patterns: number;
}

/** Doublings of the search for a rejected mean, starting at the largest residual. */
const MOST_DOUBLINGS = 60;

/**
 * Wild cluster bootstrap-t of a mean: residuals under the null hypothesis change sign by whole
 * clusters (Rademacher weights), which keeps the level with fewer than about 20 clusters. All 2^G
 * patterns up to 16 clusters; beyond, p = (b + 1) / (draws + 1). With G clusters p is at least
 * 2 / 2^G.
 *
 * @throws InvalidStatisticsInputError when a list is empty, of another length or not finite, or a
 *   number is out of range
 * @source Cameron, Gelbach and Miller 2008 (Rev. Econ. Stat. 90); interval by inversion: MacKinnon
 *   and Webb 2018 (Econom. J. 21)
 */
export function wildClusterBootstrap(input: WildClusterBootstrapInput): WildClusterBootstrap {
  const { values, clusters, nullMean = 0, alpha, seed, draws = 9999 } = input;
  requireScores('values', values);
  requireLength('clusters', clusters, values.length);
  requireThat(Number.isFinite(nullMean), `nullMean is ${nullMean}; give a finite number`);
  requireAlpha(alpha);
  requireThat(Number.isInteger(draws) && draws >= 1, `draws is ${draws}; give a whole number >= 1`);

  const mean = meanOf(values);
  const scale = Math.max(largestSize(values), Math.abs(nullMean));
  // around the mean, so that sums of large scores do not hide their differences
  const residuals = values.map((value) => (isRounding(value - mean, scale) ? 0 : value - mean));
  const groups = groupByCluster(residuals, clusters);
  const sums = groups.map(sumOf).map((sum) => (isRounding(sum, scale * values.length) ? 0 : sum));
  const sizes = groups.map((group) => group.length);
  const statistics = new WildStatistics(sums, sizes, { seed, draws });
  const shift = isRounding(nullMean - mean, scale) ? 0 : nullMean - mean;
  const t = statistics.observed(shift);
  return {
    t: Number.isFinite(t) ? t : undefined,
    pValue: statistics.pValue(shift),
    interval: invert(statistics, mean, { alpha, reach: largestSize(residuals) }),
    method: statistics.method,
    patterns: statistics.patternCount,
  };
}

/** Bounds where p falls to alpha on the way out from the mean, where it is 1. */
function invert(
  statistics: WildStatistics,
  mean: number,
  { alpha, reach }: { readonly alpha: number; readonly reach: number },
): Interval | undefined {
  const boundAt = (direction: number): number | undefined => {
    const isRejected = (distance: number): boolean =>
      statistics.pValue(direction * distance) <= alpha;
    let far = reach;
    for (let i = 0; !isRejected(far); i += 1) {
      if (i === MOST_DOUBLINGS) return undefined;
      far *= 2;
    }
    return mean + direction * bisect((distance) => (isRejected(distance) ? 1 : 0), 1, [0, far]);
  };
  const lower = boundAt(-1);
  const upper = lower === undefined ? undefined : boundAt(1);
  return lower === undefined || upper === undefined ? undefined : { lower, upper };
}
