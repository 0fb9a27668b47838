import { type ClusterLabel, groupByCluster } from '../clusters/cluster-label.js';
import { type Interval } from '../clusters/t-interval.js';
import { meanOf } from '../moments.js';
import { requireLength, requirePositive, requireScores, requireThat } from '../require.js';
import { type BettingDesign } from './betting-design.js';
import {
  type BettingSequence,
  extendBettingSequence,
  startBettingSequence,
} from './betting-sequence.js';

export interface DifferenceDesign {
  /** Chance that the interval ever misses the mean difference, [1e-12, 0.5). */
  readonly alpha: number;
  /** Highest minus lowest possible score, > 0; 4 for a scale of 1 to 5. */
  readonly scoreRange: number;
  /**
   * What the claim is about, fixed beforehand with the order of the questions:
   *
   * - `population`: the mean over questions of the population that clusters are drawn from. Clusters
   *   come in random order; `largestCluster` is the most questions that one can have. The stake on a
   *   cluster is in proportion to its size, so that one large cluster slows all others.
   * - `clusters`: the mean over clusters of their means: every document counts once, whatever its
   *   size. Equal to the above where differences do not depend on the size, and decided sooner.
   * - `fixed-set`: the mean over exactly these `questions`. Questions come in random order, and each
   *   brings its whole cluster when it is the cluster's first.
   */
  readonly claim:
    | { readonly about: 'population'; readonly largestCluster: number }
    | { readonly about: 'clusters' }
    | { readonly about: 'fixed-set'; readonly questions: number };
  /** Largest share of the capital that one cluster can cost, (0, 1); default 3/4. */
  readonly truncation?: number;
}

/** Paired differences of one wave, tuned minus base, in the order that `drawingOrder` gives. */
export interface DifferenceWave {
  /** One a question (of means of repeats), shape [n], within plus or minus `scoreRange`. */
  readonly differences: readonly number[];
  /** Cluster of each question, shape [n]. A cluster comes whole in one wave. */
  readonly clusters: readonly ClusterLabel[];
}

/** Plain data, the same after `JSON` there and back and however questions were split into waves. */
export interface DifferenceSequence {
  readonly design: DifferenceDesign;
  /** Labels of the clusters so far, in the order of their first question, shape [t]. */
  readonly clusters: readonly ClusterLabel[];
  /** Questions so far. */
  readonly n: number;
  /** Bets on (difference + scoreRange) / (2 scoreRange), one draw a cluster. */
  readonly betting: BettingSequence;
  /** In units of the score: holds the mean difference at every wave with chance 1 - alpha. */
  readonly interval: Interval;
  /** Each end holds by itself at 1 - alpha: for two one-sided tests. */
  readonly tostInterval: Interval;
  /** As in `BettingSequence`. */
  readonly note: BettingSequence['note'];
}

/** Differences of averaged scores use little of their range, which full stakes exploit sooner. */
const DEFAULT_TRUNCATION = 0.75;
/** Differences of scores on a scale may leave its range by rounding. */
const ROUNDING = 1e-9;

/**
 * A confidence sequence for the mean paired difference of two systems, before the first wave.
 *
 * @throws InvalidStatisticsInputError when a number of the design is out of range
 */
export function startDifferenceSequence(design: DifferenceDesign): DifferenceSequence {
  requirePositive('scoreRange', design.scoreRange);
  return sequenceOf(design, [], 0, startBettingSequence(bettingDesign(design)));
}

/**
 * The sequence after another wave. The draw is the cluster: its questions may depend on each other
 * in any way, and its contribution, the mean of its differences, is one bet.
 *
 * @throws InvalidStatisticsInputError when a list is empty or of another length, a difference is out
 *   of range, a cluster is larger than the design says or has come in an earlier wave
 * @source as for extendBettingSequence, which derives the weights
 */
export function extendDifferenceSequence(
  sequence: DifferenceSequence,
  { differences, clusters }: DifferenceWave,
): DifferenceSequence {
  const { design } = sequence;
  requireScores('differences', differences);
  requireLength('clusters', clusters, differences.length);
  requireInRange(differences, design.scoreRange);
  const came = new Set(sequence.clusters);
  const labels = [...new Set(clusters)];
  const again = labels.find((label) => came.has(label));
  requireThat(again === undefined, `cluster ${again} came before; bring it whole in one wave`);

  const observations = groupByCluster(differences, clusters).map((group) => ({
    value: toUnit(meanOf(group), design.scoreRange),
    size: design.claim.about === 'clusters' ? 1 : group.length,
  }));
  const betting = extendBettingSequence(sequence.betting, observations);
  const n = sequence.n + differences.length;
  return sequenceOf(design, [...sequence.clusters, ...labels], n, betting);
}

/** Where a difference lies between the smallest and the largest possible one, [0, 1]. */
export function toUnit(difference: number, scoreRange: number): number {
  return Math.min(1, Math.max(0, (difference / scoreRange + 1) / 2));
}

function bettingDesign({ alpha, claim, truncation = DEFAULT_TRUNCATION }: DifferenceDesign) {
  const design: BettingDesign = { alpha, truncation };
  switch (claim.about) {
    case 'population':
      return { ...design, largestSize: claim.largestCluster };
    case 'fixed-set':
      return { ...design, populationSize: claim.questions };
    case 'clusters':
      return design;
  }
}

function sequenceOf(
  design: DifferenceDesign,
  clusters: readonly ClusterLabel[],
  n: number,
  betting: BettingSequence,
): DifferenceSequence {
  const toDifferences = ({ lower, upper }: Interval): Interval => ({
    lower: (2 * lower - 1) * design.scoreRange,
    upper: (2 * upper - 1) * design.scoreRange,
  });
  const interval = toDifferences(betting.interval);
  const tostInterval = toDifferences(betting.tostInterval);
  return { design, clusters, n, betting, interval, tostInterval, note: betting.note };
}

function requireInRange(differences: readonly number[], scoreRange: number): void {
  const most = scoreRange * (1 + ROUNDING);
  const at = differences.findIndex((difference) => Math.abs(difference) > most);
  requireThat(
    at < 0,
    `differences[${at}] is ${differences[at]}; scores within a range of ${scoreRange} differ by at ` +
      'most that',
  );
}
