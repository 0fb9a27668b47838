import { seededRandom } from '@equipoise/kernel';
import { type ClusterLabel, groupByCluster } from '../clusters/cluster-label.js';
import { sumOf } from '../moments.js';
import { requireLength, requireScores, requireThat } from '../require.js';
import { countSignPatterns } from '../resampling/sign-patterns.js';

const MOST_ENUMERATED_CLUSTERS = 30;
/** Sums this close to the observed one, as a share of the largest possible, count as equal to it. */
const TIE = 1e-12;

export interface SignFlipInput {
  /** Paired differences, one a question, shape [n], n >= 1. */
  readonly differences: readonly number[];
  /** Cluster of each question, shape [n]; signs flip by cluster. Default each its own. */
  readonly clusters?: readonly ClusterLabel[];
  /** Any text; equal seeds give equal draws. Without effect up to 30 clusters. */
  readonly seed: string;
  /** Random sign patterns where there are more than 30 clusters, >= 1; default 9,999. */
  readonly draws?: number;
}

export interface SignFlipTest {
  /** Two-sided p-value, in (0, 1]. */
  readonly pValue: number;
  /** No data from as many clusters could give less: with 5 clusters or fewer never below 0.05. */
  readonly smallestPossibleP: number;
  readonly method: 'exact' | 'monte-carlo';
  /** Sign patterns looked at: 2^G, or the draws. */
  readonly patterns: number;
}

/**
 * Permutation test of no mean difference that flips the signs of whole clusters. It needs no
 * normality; it assumes that cluster sums are symmetric about 0 when there is no difference.
 * All 2^G patterns are counted up to 30 clusters; beyond, p = (b + 1) / (draws + 1).
 *
 * @throws InvalidStatisticsInputError when a list is empty, of another length or not finite, or
 *   `draws` is not a whole number >= 1
 * @source Fisher 1935 (The Design of Experiments); Monte Carlo p-value: Phipson and Smyth 2010
 *   (Stat. Appl. Genet. Mol. Biol. 9)
 */
export function clusterSignFlip(input: SignFlipInput): SignFlipTest {
  const { differences, clusters = differences.map((_, i) => i), seed, draws = 9999 } = input;
  requireScores('differences', differences);
  requireLength('clusters', clusters, differences.length);
  requireThat(Number.isInteger(draws) && draws >= 1, `draws is ${draws}; give a whole number >= 1`);

  const sums = groupByCluster(differences, clusters).map(sumOf);
  const largest = sumOf(sums.map(Math.abs));
  const threshold = Math.abs(sumOf(sums)) - TIE * largest;
  if (sums.length <= MOST_ENUMERATED_CLUSTERS) {
    const patterns = 2 ** sums.length;
    const pValue = countSignPatterns(sums, threshold) / patterns;
    return { pValue, smallestPossibleP: 2 / patterns, method: 'exact', patterns };
  }
  const random = seededRandom(seed);
  let extreme = 0;
  for (let draw = 0; draw < draws; draw += 1) {
    const total = sums.reduce((sum, own) => (random() < 0.5 ? sum + own : sum - own), 0);
    if (Math.abs(total) >= threshold) extreme += 1;
  }
  const pValue = (extreme + 1) / (draws + 1);
  return { pValue, smallestPossibleP: 1 / (draws + 1), method: 'monte-carlo', patterns: draws };
}
