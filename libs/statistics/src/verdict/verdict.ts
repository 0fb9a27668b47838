import { type Interval } from '../clusters/t-interval.js';
import { requireAlpha, requireThat } from '../require.js';

export type Verdict = 'helps' | 'hurts' | 'no-practical-difference' | 'not-enough-evidence';

export interface VerdictInput {
  /** Interval of tuned minus base at 1 - alpha, of scores where more is better. */
  readonly interval: Interval | undefined;
  /** p-value of no difference, adjusted for the family of comparisons, in [0, 1]. */
  readonly adjustedP: number | undefined;
  /**
   * p-value of a difference at least as large as the margin, in either direction (`tost`), adjusted
   * for the same family, in [0, 1]; undefined without a margin.
   */
  readonly adjustedEquivalenceP: number | undefined;
  /** Level of the verdict, [1e-12, 0.5). */
  readonly alpha: number;
}

/**
 * What a comparison shows. The first rule that holds decides:
 *
 * 1. the interval is missing: `not-enough-evidence`;
 * 2. the adjusted p-value of equivalence is at most alpha: `no-practical-difference`, even when the
 *    difference is not 0, for then it is known to be too small to matter;
 * 3. the adjusted p-value is at most alpha and the interval at 1 - alpha leaves out 0: `helps`
 *    above 0, `hurts` below;
 * 4. otherwise `not-enough-evidence`: an absent proof of a difference is no proof of its absence.
 *
 * With both p-values adjusted as Holm does, a family keeps two kinds of error at alpha each: to claim
 * any difference where there is none, and to claim any equivalence where the difference matters.
 *
 * @throws InvalidStatisticsInputError when a p-value or `alpha` is out of range
 * @source rule 2: two one-sided tests, Schuirmann 1987 (J. Pharmacokinet. Biopharm. 15)
 */
export function verdictOf(input: VerdictInput): Verdict {
  requireInRange(input);
  const { interval, adjustedP = 1, adjustedEquivalenceP = 1, alpha } = input;
  if (interval === undefined) return 'not-enough-evidence';
  if (adjustedEquivalenceP <= alpha) return 'no-practical-difference';
  if (adjustedP > alpha) return 'not-enough-evidence';
  if (interval.lower > 0) return 'helps';
  return interval.upper < 0 ? 'hurts' : 'not-enough-evidence';
}

function requireInRange({ adjustedP, adjustedEquivalenceP, alpha }: VerdictInput): void {
  requireAlpha(alpha);
  for (const [name, p = 1] of Object.entries({ adjustedP, adjustedEquivalenceP })) {
    requireThat(p >= 0 && p <= 1, `${name} is ${p}; give a p-value in [0, 1]`);
  }
}
