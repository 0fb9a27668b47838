import { type ClusterLabel } from '../clusters/cluster-label.js';
import { type Interval, tInterval } from '../clusters/t-interval.js';
import { largestSize, meanOf, squaresAround } from '../moments.js';
import { requireAlpha, requireLength, requireScores, requireThat } from '../require.js';
import { coefficientError } from './cluster-correction.js';
import { logisticLine } from './logistic-line.js';

export interface LengthControlledWinRateInput {
  /** Of the tuned system against the base one: 1 a win, 0 a loss, 0.5 a tie; shape [n], n >= 1. */
  readonly wins: readonly number[];
  /** Tuned minus base answer length in any unit, shape [n]. */
  readonly lengthDifferences: readonly number[];
  /** Cluster of each question, shape [n]. */
  readonly clusters: readonly ClusterLabel[];
  /** Chance left outside the interval, [1e-12, 0.5). */
  readonly alpha: number;
}

export interface LengthControlledWinRate {
  /** Share of wins as observed, ties half, [0, 1]. */
  readonly raw: number;
  /** Expected share of wins between answers of one length, (0, 1). */
  readonly winRate: number;
  /** b0 and b1 of logit P(win) = b0 + b1 tanh(length difference / its standard deviation). */
  readonly intercept: number;
  readonly slope: number;
  /** Cluster-robust (CR1), of the intercept. */
  readonly standardError: number | undefined;
  /** Of the win rate at 1 - alpha, in [0, 1]. */
  readonly interval: Interval | undefined;
  /**
   * `separated`: length alone, or nothing, tells wins from losses, so that no finite line fits best;
   * the estimates are penalised (Firth) and have no error bar. `constant-length`: all length
   * differences are equal; unless they are 0, the win rate is not controlled for them.
   * `few-clusters`: fewer than 3, so no error bar.
   */
  readonly note: 'separated' | 'constant-length' | 'few-clusters' | undefined;
}

/**
 * Win rate with the answers' length held equal: a logistic line in the squashed length difference,
 * read where the difference is 0.
 *
 * @throws InvalidStatisticsInputError when a list is empty, of another length or not finite, a win is
 *   not in [0, 1], or `alpha` is out of range
 * @source Dubois et al. 2024 (arXiv 2404.04475), the length term of AlpacaEval 2 alone, unpenalised;
 *   standard deviation with n - 1, as there
 */
export function lengthControlledWinRate(
  input: LengthControlledWinRateInput,
): LengthControlledWinRate {
  const { wins, lengthDifferences, clusters, alpha } = input;
  requireInput(input);
  const squashed = squash(lengthDifferences);
  const { intercept, slope, influences, isSeparated } = logisticLine(squashed, wins);
  const fitted = { raw: meanOf(wins), winRate: logistic(intercept), intercept, slope };
  if (isSeparated) {
    return { ...fitted, standardError: undefined, interval: undefined, note: 'separated' };
  }
  const error = coefficientError(influences, clusters);
  const logits = tInterval({ mean: intercept, ...error }, alpha);
  const isConstant = squashed.every((value) => value === squashed[0]);
  const few = error.standardError === undefined ? 'few-clusters' : undefined;
  return {
    ...fitted,
    standardError: error.standardError,
    interval: logits && { lower: logistic(logits.lower), upper: logistic(logits.upper) },
    note: isConstant ? 'constant-length' : few,
  };
}

/** tanh(x / sd), in [-1, 1]; all 0 where x does not vary. */
function squash(x: readonly number[]): number[] {
  const largest = largestSize(x);
  if (x.every((value) => value === x[0])) return x.map(() => 0);
  const scaled = x.map((value) => value / largest);
  const sd = Math.sqrt(squaresAround(meanOf(scaled), scaled) / (x.length - 1));
  return scaled.map((value) => Math.tanh(value / sd));
}

function logistic(logit: number): number {
  return 1 / (1 + Math.exp(-logit));
}

function requireInput(input: LengthControlledWinRateInput): void {
  const { wins, lengthDifferences, clusters, alpha } = input;
  requireScores('wins', wins);
  const at = wins.findIndex((win) => win < 0 || win > 1);
  requireThat(at < 0, `wins[${at}] is ${wins[at]}; give 1, 0 or 0.5 for a tie`);
  requireScores('lengthDifferences', lengthDifferences);
  requireLength('lengthDifferences', lengthDifferences, wins.length);
  requireLength('clusters', clusters, wins.length);
  requireAlpha(alpha);
}
