import { seededRandom } from '@equipoise/kernel';
import { type ClusterLabel, groupByCluster } from '../clusters/cluster-label.js';
import { type Interval } from '../clusters/t-interval.js';
import { largestSize, meanOf, sumOf } from '../moments.js';
import { requireAlpha, requireLength, requireScores, requireThat } from '../require.js';
import { bcaInterval, type BcaInterval } from './bca-interval.js';
import { visitMultisets } from './multisets.js';
import { WeightedSample } from './weighted-sample.js';

export interface BootstrapInput {
  /** Scores, or paired differences, one a question, shape [n], n >= 1. */
  readonly values: readonly number[];
  /** Cluster of each question, shape [n]; default each its own. Clusters are drawn, not questions. */
  readonly clusters?: readonly ClusterLabel[];
  /** Chance left outside the intervals, [1e-12, 0.5). */
  readonly alpha: number;
  /** Any text; equal seeds give equal resamples. Without effect up to 10 clusters. */
  readonly seed: string;
  /** Random resamples where there are more than 10 clusters, >= 1; default 9,999. */
  readonly draws?: number;
}

export interface Bootstrap {
  readonly mean: number;
  /** Standard deviation of the resampled means. */
  readonly standardError: number;
  readonly percentile: Interval;
  /** Bias-corrected and accelerated; undefined where values do not vary, or all lie on one side. */
  readonly bca: BcaInterval | undefined;
  readonly method: 'exact' | 'monte-carlo';
  /** Resamples looked at: G^G, or the draws. */
  readonly resamples: number;
}

/** 10^10 resamples are 92,378 different ones. */
const MOST_ENUMERATED_CLUSTERS = 10;
/** Means this close to the observed one, as a share of the largest value, count as equal to it. */
const TIE = 1e-12;

/**
 * Bootstrap of a mean by clusters: all resamples up to 10 clusters, random ones beyond. A quantile is
 * the smallest mean that at least so large a share of resamples does not exceed. Under about 20
 * clusters its intervals are too narrow: take the t interval or a sign-flip test there.
 *
 * @throws InvalidStatisticsInputError when a list is empty, of another length or not finite, or a
 *   number is out of range
 * @source Efron 1987 (JASA 82); Efron and Tibshirani 1993 (An Introduction to the Bootstrap) ch. 14
 */
export function bootstrapMean(input: BootstrapInput): Bootstrap {
  const { values, clusters = values.map((_, i) => i), alpha, seed, draws = 9999 } = input;
  requireScores('values', values);
  requireLength('clusters', clusters, values.length);
  requireAlpha(alpha);
  requireThat(Number.isInteger(draws) && draws >= 1, `draws is ${draws}; give a whole number >= 1`);

  const mean = meanOf(values);
  const groups = groupByCluster(values, clusters);
  const isExact = groups.length <= MOST_ENUMERATED_CLUSTERS;
  const sample = isExact ? allMeans(groups) : drawnMeans(groups, seed, draws);
  const tolerance = TIE * largestSize(values);
  return {
    mean,
    standardError: sample.standardDeviation(),
    percentile: { lower: sample.quantile(alpha / 2), upper: sample.quantile(1 - alpha / 2) },
    bca: bcaInterval(sample, leaveOneOut(groups), { mean, tolerance, alpha }),
    method: isExact ? 'exact' : 'monte-carlo',
    resamples: sample.total,
  };
}

function allMeans(groups: readonly number[][]): WeightedSample {
  const sums = groups.map(sumOf);
  const sizes = groups.map((group) => group.length);
  const means: number[] = [];
  const weights: number[] = [];
  visitMultisets(groups.length, (counts, orders) => {
    const total = sumOf(counts.map((count, i) => count * (sums[i] as number)));
    const size = sumOf(counts.map((count, i) => count * (sizes[i] as number)));
    means.push(total / size);
    weights.push(orders);
  });
  return new WeightedSample(means, weights);
}

function drawnMeans(groups: readonly number[][], seed: string, draws: number): WeightedSample {
  const sums = groups.map(sumOf);
  const random = seededRandom(seed);
  const means = Array.from({ length: draws }, () => {
    let total = 0;
    let size = 0;
    for (let draw = 0; draw < groups.length; draw += 1) {
      const at = Math.floor(random() * groups.length);
      total += sums[at] as number;
      size += (groups[at] as number[]).length;
    }
    return total / size;
  });
  return new WeightedSample(means, Array<number>(draws).fill(1));
}

/** Mean without each cluster in turn; none with one cluster. */
function leaveOneOut(groups: readonly number[][]): number[] {
  if (groups.length === 1) return [];
  const total = sumOf(groups.map(sumOf));
  const n = sumOf(groups.map((group) => group.length));
  return groups.map((group) => (total - sumOf(group)) / (n - group.length));
}
