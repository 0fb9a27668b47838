import { type ClusterLabel } from '../clusters/cluster-label.js';
import { type TestedMean, testedMean } from '../clusters/t-test.js';
import { requireAlpha, requireLength } from '../require.js';
import { type Context, type ContextDesign, requireDesign, scaleOf } from './context-design.js';

export interface ContextContrastsInput extends ContextDesign {
  /** Cluster of each question, shape [n]; default: every question is its own. */
  readonly clusters?: readonly ClusterLabel[];
  /** Chance left outside each interval, [1e-12, 0.5). */
  readonly alpha: number;
}

/**
 * Effects of fine-tuning, in units of the score, none adjusted for the others: adjust the family with
 * `holm`. `note` says why an error bar is missing or 0.
 */
export interface ContextContrasts {
  /** k: tuned minus base without context. */
  readonly knowledge: TestedMean;
  /** o: tuned minus base given the right passages. */
  readonly reading: TestedMean;
  /** e: tuned minus base with what retrieval found. */
  readonly endToEnd: TestedMean;
  /** o - k: whether tuning helps more with the right passages than without any. */
  readonly contextUse: TestedMean;
  /** e - o: whether tuning keeps its effect when passages come from retrieval. */
  readonly retrievalRobustness: TestedMean;
  /** e - k: whether tuning helps more with retrieval than without context. */
  readonly retrievalUse: TestedMean;
}

/**
 * Difference in differences of {base, tuned} x {closed-book, oracle, retrieved} on the same questions:
 * each contrast is a number a question, tested by a one-sample t, cluster-robust (CR1, t with G - 1
 * degrees of freedom) where clusters are given.
 *
 * It assumes one prompt frame and judge in every cell, the same retrieved text for both models, and
 * no ceiling: see `ceilingCells` and `onLogitScale`.
 *
 * @throws InvalidStatisticsInputError when a list is empty, of another length or not finite, or
 *   `alpha` is out of range
 * @source difference in differences: Card and Krueger 1994 (Am. Econ. Rev. 84); clusters: Cameron and
 *   Miller 2015 (J. Hum. Resour. 50)
 */
export function contextContrasts(input: ContextContrastsInput): ContextContrasts {
  requireDesign(input);
  requireAlpha(input.alpha);
  const knowledge = gains(input, 'closedBook');
  const reading = gains(input, 'oracle');
  const endToEnd = gains(input, 'retrieved');
  const { alpha, clusters = knowledge.map((_, question) => question) } = input;
  requireLength('clusters', clusters, knowledge.length);
  const options = { scale: scaleOf(input), alpha };
  const tested = (values: readonly number[]): TestedMean => testedMean(values, clusters, options);
  return {
    knowledge: tested(knowledge),
    reading: tested(reading),
    endToEnd: tested(endToEnd),
    contextUse: tested(minus(reading, knowledge)),
    retrievalRobustness: tested(minus(endToEnd, reading)),
    retrievalUse: tested(minus(endToEnd, knowledge)),
  };
}

/** Tuned minus base of each question, shape [n]. */
function gains({ base, tuned }: ContextDesign, context: Context): number[] {
  return minus(tuned[context], base[context]);
}

function minus(left: readonly number[], right: readonly number[]): number[] {
  return left.map((value, i) => value - (right[i] as number));
}
