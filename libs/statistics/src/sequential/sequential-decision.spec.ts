import { InvalidStatisticsInputError } from '../statistics.errors.js';
import {
  type DifferenceDesign,
  type DifferenceSequence,
  extendDifferenceSequence,
  startDifferenceSequence,
} from './difference-sequence.js';
import { familyDecisions } from './family-decisions.js';
import { claimEvidence, sequentialDecision } from './sequential-decision.js';

const DESIGN: DifferenceDesign = { alpha: 0.05, scoreRange: 4, claim: { about: 'clusters' } };
const WIDE = { lower: -4, upper: 4 };

/** A sequence after so many clusters that differ by about `shift`. */
function drawn(shift: number, count: number): DifferenceSequence {
  const differences = Array.from({ length: count }, (_, i) => shift + 0.3 * Math.sin(i * 12.9898));
  const wave = { differences, clusters: differences.map((_, i) => i) };
  return extendDifferenceSequence(startDifferenceSequence(DESIGN), wave);
}

describe(sequentialDecision.name, () => {
  it.each([
    [{ lower: 0.01, upper: 0.9 }, WIDE, 'helps'],
    [{ lower: -0.9, upper: -0.01 }, WIDE, 'hurts'],
    [{ lower: 0, upper: 0.9 }, WIDE, 'undecided'],
    [WIDE, { lower: -0.24, upper: 0.24 }, 'no-practical-difference'],
    [{ lower: 0.01, upper: 0.3 }, { lower: 0.02, upper: 0.24 }, 'no-practical-difference'],
    [WIDE, { lower: -0.25, upper: 0.24 }, 'undecided'],
  ])('of %j and %j is %s', (interval, tostInterval, decision) => {
    const sequence = { interval, tostInterval, note: undefined, design: DESIGN };
    expect(sequentialDecision(sequence, 0.25)).toBe(decision);
  });

  it('stays open where draws contradict each other', () => {
    const interval = { lower: 1, upper: 2 };
    const sequence = { interval, tostInterval: interval, design: DESIGN };
    expect(sequentialDecision({ ...sequence, note: 'contradiction' }, 0.25)).toBe('undecided');
  });

  it.each([
    [0.6, 120, 'helps'],
    [-0.6, 120, 'hurts'],
    [0, 400, 'no-practical-difference'],
    [0.2, 10, 'undecided'],
  ])('a shift of %d over %i clusters gives %s', (shift, count, decision) => {
    expect(sequentialDecision(drawn(shift, count), 0.25)).toBe(decision);
  });

  it('knows no practical equivalence without a margin', () => {
    expect(sequentialDecision(drawn(0, 400), 0)).toBe('undecided');
  });

  it.each([-0.1, 4, NaN])('refuses the margin %d', (margin) => {
    expect(() => sequentialDecision(drawn(0, 3), margin)).toThrow(InvalidStatisticsInputError);
  });
});

describe(claimEvidence.name, () => {
  it('is nothing before the first wave', () => {
    const nothing = { helps: 0, hurts: 0, 'no-practical-difference': 0 };
    expect(claimEvidence(startDifferenceSequence(DESIGN), 0.25)).toEqual(nothing);
  });

  it('speaks for the claim that is true, and against the others', () => {
    const better = claimEvidence(drawn(0.6, 120), 0.25);
    expect(better.helps).toBeGreaterThan(Math.log(20));
    expect(better.hurts).toBeLessThan(0);
    expect(better['no-practical-difference']).toBeLessThan(0);
    const same = claimEvidence(drawn(0, 400), 0.25);
    expect(same['no-practical-difference']).toBeGreaterThan(Math.log(20));
  });

  it('changes sides when both systems change places', () => {
    const [own, other] = [
      claimEvidence(drawn(0.4, 50), 0.25),
      claimEvidence(drawn(-0.4, 50), 0.25),
    ];
    // the sine in the draws does not turn round with the shift
    expect(Math.sign(own.helps)).toBe(Math.sign(other.hurts));
    expect(Math.sign(own.hurts)).toBe(Math.sign(other.helps));
  });

  it('agrees with the one-sided interval on what is decided', () => {
    for (const count of [20, 40, 60, 80, 100]) {
      const sequence = drawn(0.3, count);
      const isWithin = sequence.tostInterval.lower > 0;
      expect(claimEvidence(sequence, 0.25).helps >= Math.log(20)).toBe(isWithin);
    }
  });
});

describe(familyDecisions.name, () => {
  it('asks more of each comparison the larger the family, and less the more it finds', () => {
    const clear = drawn(0.6, 120);
    const close = [...Array(200).keys()]
      .map((count) => drawn(0.3, count + 20))
      .find((sequence) => claimEvidence(sequence, 0.25).helps > Math.log(3 / 0.05));
    const open = startDifferenceSequence(DESIGN);
    const decisions = (sequences: DifferenceSequence[]) =>
      familyDecisions({ sequences, margin: 0.25, alpha: 0.05 }).map(({ decision }) => decision);
    expect(decisions([close!])).toEqual(['helps']);
    expect(decisions([close!, open])).toEqual(['undecided', 'undecided']);
    expect(decisions([close!, clear])).toEqual(['helps', 'helps']);
  });

  it('takes no evidence from draws that contradict each other', () => {
    const contradicted = { ...drawn(0.6, 120), note: 'contradiction' as const };
    const [found] = familyDecisions({ sequences: [contradicted], margin: 0.25, alpha: 0.05 });
    expect(found?.decision).toBe('undecided');
  });

  it('gives nothing for an empty family', () => {
    expect(familyDecisions({ sequences: [], margin: 0.25, alpha: 0.05 })).toEqual([]);
  });
});
