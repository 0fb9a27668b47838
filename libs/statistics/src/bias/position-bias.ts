import { type Interval } from '../clusters/t-interval.js';
import { wilsonInterval } from '../proportions/proportion-interval.js';
import { signTest } from '../proportions/sign-test.js';
import { requireCount } from '../proportions/successes.js';
import { requireThat } from '../require.js';

/** Which of the two answers a judge prefers, by where they were shown. */
export type PositionVerdict = 'first' | 'second' | 'tie';

/** A judge's verdicts on answers A and B in both orders. */
export interface BothOrders {
  /** With A shown first. */
  readonly original: PositionVerdict;
  /** With B shown first. */
  readonly swapped: PositionVerdict;
}

/** What both orders say of A together: a win or a loss only if both agree, else a tie. */
export function agreedOutcome({ original, swapped }: BothOrders): 'win' | 'loss' | 'tie' {
  if (original === 'first' && swapped === 'second') return 'win';
  return original === 'second' && swapped === 'first' ? 'loss' : 'tie';
}

export interface PositionCounts {
  /** Pairs judged in both orders, >= 1. */
  readonly pairs: number;
  /** Pairs for which the preferred position, not the preferred answer, stayed the same. */
  readonly conflicts: number;
  /** Conflicts in which the first position won both times. */
  readonly firstWins: number;
}

/** Counts of pairs; a tie in either order is no conflict, it favours no position both times. */
export function countPositions(pairs: readonly BothOrders[]): PositionCounts {
  const both = (position: PositionVerdict): number =>
    pairs.filter(({ original, swapped }) => original === position && swapped === position).length;
  const firstWins = both('first');
  return { pairs: pairs.length, conflicts: firstWins + both('second'), firstWins };
}

export interface PositionBias {
  /** Share of pairs decided by position, [0, 1]. */
  readonly conflictRate: number;
  /** Wilson interval of that share. */
  readonly conflictInterval: Interval;
  /** Share of the conflicts that the first position won, [0, 1]; undefined without conflicts. */
  readonly firstShare: number | undefined;
  /** Exact two-sided p-value of no preference for a position; 1 without conflicts. */
  readonly pValue: number;
  /** (conflicts won by the first position - by the second) / pairs, [-1, 1]. */
  readonly netBias: number;
}

/**
 * How much a pairwise judge goes by position.
 *
 * @param alpha chance left outside the interval, [1e-12, 0.5)
 * @throws InvalidStatisticsInputError when a count or `alpha` is out of range
 * @source exact binomial test among conflicts, as McNemar 1947; measures after Shi et al. 2024
 *   (arXiv 2406.07791)
 */
export function positionBias(counts: PositionCounts, alpha: number): PositionBias {
  const { pairs, conflicts, firstWins } = counts;
  requireCount('firstWins', firstWins);
  requireThat(
    firstWins <= conflicts,
    `firstWins is ${firstWins}; give at most the ${conflicts} conflicts`,
  );
  const conflictInterval = wilsonInterval({ successes: conflicts, trials: pairs, alpha });
  const secondWins = conflicts - firstWins;
  return {
    conflictRate: conflicts / pairs,
    conflictInterval,
    firstShare: conflicts === 0 ? undefined : firstWins / conflicts,
    pValue: signTest(firstWins, secondWins).exactP,
    netBias: (firstWins - secondWins) / pairs,
  };
}
