import { type Interval } from '../clusters/t-interval.js';
import { requireAlpha, requireThat } from '../require.js';

export type Verdict = 'helps' | 'hurts' | 'no-practical-difference' | 'not-enough-evidence';

export interface VerdictInput {
  /** Interval of tuned minus base at 1 - alpha, of scores where more is better. */
  readonly interval: Interval | undefined;
  /** Interval of the same difference at 1 - 2 alpha. */
  readonly tostInterval: Interval | undefined;
  /** Largest difference of no practical importance, >= 0, fixed before the run; 0 for none. */
  readonly margin: number;
  /** p-value of no difference, adjusted for the family of comparisons, in [0, 1]. */
  readonly adjustedP: number | undefined;
  /** Level of the verdict, [1e-12, 0.5). */
  readonly alpha: number;
}

/**
 * What a comparison shows. The first rule that holds decides:
 *
 * 1. an interval is missing: `not-enough-evidence`;
 * 2. the interval at 1 - 2 alpha lies strictly within (-margin, margin): `no-practical-difference`,
 *    even when the difference is not 0, for then it is known to be too small to matter;
 * 3. the adjusted p-value is at most alpha and the interval at 1 - alpha leaves out 0: `helps`
 *    above 0, `hurts` below;
 * 4. otherwise `not-enough-evidence`: an absent proof of a difference is no proof of its absence.
 *
 * Rule 2 is not adjusted for several comparisons: each equivalence claim holds at alpha by itself.
 *
 * @throws InvalidStatisticsInputError when `margin`, `adjustedP` or `alpha` is out of range
 * @source rule 2: two one-sided tests, Schuirmann 1987 (J. Pharmacokinet. Biopharm. 15)
 */
export function verdictOf(input: VerdictInput): Verdict {
  requireInRange(input);
  const { interval, tostInterval, margin, adjustedP, alpha } = input;
  if (interval === undefined || tostInterval === undefined) return 'not-enough-evidence';
  if (tostInterval.lower > -margin && tostInterval.upper < margin) return 'no-practical-difference';
  if (adjustedP === undefined || adjustedP > alpha) return 'not-enough-evidence';
  if (interval.lower > 0) return 'helps';
  return interval.upper < 0 ? 'hurts' : 'not-enough-evidence';
}

function requireInRange({ margin, adjustedP = 1, alpha }: VerdictInput): void {
  requireAlpha(alpha);
  requireThat(margin >= 0 && Number.isFinite(margin), `margin is ${margin}; give a number >= 0`);
  requireThat(
    adjustedP >= 0 && adjustedP <= 1,
    `adjustedP is ${adjustedP}; give a p-value in [0, 1]`,
  );
}
