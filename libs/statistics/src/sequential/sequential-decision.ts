import { type Interval } from '../clusters/t-interval.js';
import { requireThat } from '../require.js';
import { bettingEvidence } from './betting-evidence.js';
import { type DifferenceSequence, toUnit } from './difference-sequence.js';

export type SequentialDecision = 'helps' | 'hurts' | 'no-practical-difference' | 'undecided';

/** What a sequence can end with: every decision but `undecided`. */
export type SequentialClaim = Exclude<SequentialDecision, 'undecided'>;

/**
 * What one comparison shows so far, valid at every wave, so that it can stop at the first answer.
 * The first rule that holds decides, as in `verdictOf`:
 *
 * 1. draws that contradict each other: `undecided`;
 * 2. the interval of two one-sided tests lies strictly within (-margin, margin):
 *    `no-practical-difference`, even when the difference is not 0;
 * 3. the interval at 1 - alpha leaves out 0: `helps` above, `hurts` below.
 *
 * For one comparison; where several make a family, use `familyDecisions`.
 *
 * @param margin largest difference of no practical importance, >= 0 and below the score's range,
 *   fixed before the first wave; 0 for none
 * @throws InvalidStatisticsInputError when `margin` is out of range
 */
export function sequentialDecision(
  sequence: Pick<DifferenceSequence, 'interval' | 'tostInterval' | 'note' | 'design'>,
  margin: number,
): SequentialDecision {
  requireMargin(margin, sequence.design.scoreRange);
  if (sequence.note === 'contradiction') return 'undecided';
  if (isWithin(sequence.tostInterval, margin)) return 'no-practical-difference';
  if (sequence.interval.lower > 0) return 'helps';
  return sequence.interval.upper < 0 ? 'hurts' : 'undecided';
}

/** Natural logarithms of the e-values for each claim, against its opposite. */
export interface ClaimEvidence {
  /** Against a mean difference of at most 0. */
  readonly helps: number;
  /** Against a mean difference of at least 0. */
  readonly hurts: number;
  /**
   * Against a mean difference of the margin or more in size: the smaller of the e-values against
   * the two sides, each of which is valid on its own side.
   */
  readonly 'no-practical-difference': number;
}

/**
 * E-values of a comparison now, for e-BH over a family at any wave; a comparison that has stopped
 * keeps those of its last wave. Never their largest value over the waves, which is no e-value.
 *
 * @param margin as for sequentialDecision
 * @throws InvalidStatisticsInputError when `margin` is out of range
 * @source Vovk and Wang 2021 (Ann. Stat. 49); the smaller of two for a union of hypotheses:
 *   intersection-union, Berger 1982 (Technometrics 24)
 */
export function claimEvidence(sequence: DifferenceSequence, margin: number): ClaimEvidence {
  const { scoreRange } = sequence.design;
  requireMargin(margin, scoreRange);
  const against = (difference: number) =>
    bettingEvidence(sequence.betting, toUnit(difference, scoreRange));
  const { logAtMost, logAtLeast } = against(0);
  const equivalent = Math.min(against(margin).logAtLeast, against(-margin).logAtMost);
  return { helps: logAtMost, hurts: logAtLeast, 'no-practical-difference': equivalent };
}

function isWithin({ lower, upper }: Interval, margin: number): boolean {
  return lower > -margin && upper < margin;
}

function requireMargin(margin: number, scoreRange: number): void {
  requireThat(
    margin >= 0 && margin < scoreRange,
    `margin is ${margin}; give a number from 0 to below the score's range of ${scoreRange}`,
  );
}
