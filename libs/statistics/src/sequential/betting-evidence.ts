import { requireThat } from '../require.js';
import { type BettingSequence, capitalOf } from './betting-sequence.js';

/** E-values about a mean m after all draws so far, as natural logarithms; 0 before the first. */
export interface BettingEvidence {
  /** Against every mean of at most m. */
  readonly logAtMost: number;
  /** Against every mean of at least m. */
  readonly logAtLeast: number;
  /** Against m itself: the larger of the two after half of the money went to each. */
  readonly logEqual: number;
}

/** The exponential of this is the largest double; a smaller e-value is still an e-value. */
const LARGEST_LOG = Math.log(Number.MAX_VALUE);

/**
 * What the draws say against candidate means. Each e-value has expectation at most 1 where its
 * hypothesis is true, at whatever moment one stops; the largest value over time has not, and belongs
 * into `anytimePValue` only.
 *
 * @param m in [0, 1]
 * @throws InvalidStatisticsInputError when `m` is out of range
 */
export function bettingEvidence(sequence: BettingSequence, m: number): BettingEvidence {
  requireThat(m >= 0 && m <= 1, `m is ${m}; give a mean in [0, 1]`);
  const capital = capitalOf(sequence);
  const logAtMost = Math.min(LARGEST_LOG, capital.logAbove(m));
  const logAtLeast = Math.min(LARGEST_LOG, capital.logBelow(m));
  return { logAtMost, logAtLeast, logEqual: Math.max(logAtMost, logAtLeast) - Math.LN2 };
}
