import fc from 'fast-check';
import { InvalidStatisticsInputError } from '../statistics.errors.js';
import { type BettingDesign, type BettingObservation } from './betting-design.js';
import { bettingEvidence } from './betting-evidence.js';
import {
  type BettingSequence,
  extendBettingSequence,
  startBettingSequence,
} from './betting-sequence.js';

const VALUES = [1, 0, 1, 1, 0.5, 1, 0, 1, 1, 1, 0.5, 1, 1, 0, 1, 1, 1, 0.5, 1, 1];

function singles(values: readonly number[]): BettingObservation[] {
  return values.map((value) => ({ value, size: 1 }));
}

function after(
  observations: readonly BettingObservation[],
  design: Partial<BettingDesign> = {},
): BettingSequence {
  return extendBettingSequence(startBettingSequence({ alpha: 0.05, ...design }), observations);
}

const unit = fc.double({ min: 0, max: 1, noNaN: true });
const draw = fc.record({ value: unit, size: fc.integer({ min: 1, max: 4 }) });
const draws = fc.array(draw, { maxLength: 25 });

describe(extendBettingSequence.name, () => {
  it.each([
    [1, 0, 1, 0.75],
    [5, 0.148, 1, 0.84375],
    [10, 0.331, 1, 2.1357421875],
    [15, 0.41, 0.956, 3.60406494140625],
    [20, 0.494, 0.949, 18.02175526168484],
  ])(
    'agrees with confseq after %i values, up to a step of its grid',
    (t, lower, upper, capital) => {
      const sequence = after(singles(VALUES.slice(0, t)));
      // the reference widens to the next of 1000 grid points
      expect(Math.max(0, (Math.ceil(sequence.interval.lower * 1000) - 1) / 1000)).toBeCloseTo(
        lower,
        9,
      );
      expect(Math.min(1, (Math.floor(sequence.interval.upper * 1000) + 1) / 1000)).toBeCloseTo(
        upper,
        9,
      );
      expect(Math.exp(bettingEvidence(sequence, 0.5).logEqual)).toBeCloseTo(capital, 9);
    },
  );

  it('knows nothing before the first draw', () => {
    const sequence = startBettingSequence({ alpha: 0.05 });
    expect(sequence.interval).toEqual({ lower: 0, upper: 1 });
    expect(bettingEvidence(sequence, 0.3)).toMatchObject({ logAtMost: 0, logAtLeast: 0 });
  });

  it('never widens, and keeps the one-sided interval within the two-sided one', () => {
    fc.assert(
      fc.property(draws, draws, (first, second) => {
        const early = after(first, { largestSize: 4 });
        const late = extendBettingSequence(early, second);
        for (const interval of ['interval', 'tostInterval'] as const) {
          expect(late[interval].lower).toBeGreaterThanOrEqual(early[interval].lower);
          expect(late[interval].upper).toBeLessThanOrEqual(early[interval].upper);
          expect(late[interval].lower).toBeLessThanOrEqual(late[interval].upper);
        }
        if (late.note === undefined) {
          expect(late.tostInterval.lower).toBeGreaterThanOrEqual(late.interval.lower - 1e-12);
          expect(late.tostInterval.upper).toBeLessThanOrEqual(late.interval.upper + 1e-12);
        }
      }),
    );
  });

  it('depends neither on how draws are split into waves nor on a way through JSON', () => {
    fc.assert(
      fc.property(draws, draws, (first, second) => {
        const stored = JSON.stringify(after(first, { largestSize: 4 }));
        const inWaves = extendBettingSequence(JSON.parse(stored) as BettingSequence, second);
        expect(inWaves).toEqual(after([...first, ...second], { largestSize: 4 }));
      }),
    );
  });

  it.each([{ largestSize: 4 }, { populationSize: 200 }])(
    'mirrors the interval when values are mirrored, %j',
    (design) => {
      fc.assert(
        fc.property(draws, (observations) => {
          const mirrored = observations.map(({ value, size }) => ({ value: 1 - value, size }));
          const [own, other] = [after(observations, design), after(mirrored, design)];
          expect(other.note).toBe(own.note);
          expect(other.interval.lower).toBeCloseTo(1 - own.interval.upper, 9);
          expect(other.interval.upper).toBeCloseTo(1 - own.interval.lower, 9);
        }),
      );
    },
  );

  it('excludes exactly the means against which a gambler has won enough', () => {
    const sequence = after(singles(VALUES));
    const against = (m: number): number => Math.exp(bettingEvidence(sequence, m).logEqual);
    const { lower, upper } = sequence.interval;
    expect(against(lower)).toBeCloseTo(20, 6);
    expect(against(lower + 1e-3)).toBeLessThan(20);
    // the upper end is from an earlier time: the running intersection keeps it
    expect(against(upper)).toBeLessThan(20);
  });

  it('ends on the mean of a set once all of it has come', () => {
    const values = [0.2, 0.4, 0.9, 0.5, 0.3, 0.6];
    const { interval, note } = after(singles(values), { populationSize: values.length });
    expect(note).toBeUndefined();
    expect(interval.lower).toBeCloseTo(2.9 / 6, 8);
    expect(interval.upper).toBeCloseTo(2.9 / 6, 8);
  });

  it('is at most as wide for a set as for an endless population, draw for draw', () => {
    const set = after(singles(VALUES), { populationSize: 40 }).interval;
    const endless = after(singles(VALUES)).interval;
    expect(set.upper - set.lower).toBeLessThan(endless.upper - endless.lower);
  });

  it.each([0, 1])('closes in on a constant %i without a number that is not finite', (value) => {
    const sequence = after(singles(Array<number>(300).fill(value)));
    expect(sequence.note).toBeUndefined();
    expect(Math.abs(value - sequence.interval.lower)).toBeLessThanOrEqual(value === 0 ? 0 : 0.05);
    expect(Math.abs(value - sequence.interval.upper)).toBeLessThanOrEqual(value === 0 ? 0.05 : 0);
    const { logAtMost, logAtLeast } = bettingEvidence(sequence, 1 - value);
    expect([logAtMost, logAtLeast].every(Number.isFinite)).toBe(true);
  });

  it('notes draws that share no mean and stays at the last interval', () => {
    const drifting = after(singles([...Array<number>(100).fill(0), ...Array<number>(100).fill(1)]));
    expect(drifting.note).toBe('contradiction');
    expect(drifting.interval.lower).toBeLessThanOrEqual(drifting.interval.upper);
    const later = extendBettingSequence(drifting, singles([0.5]));
    expect(later.note).toBe('contradiction');
  });

  it.each([
    ['a value above 1', { value: 1.1, size: 1 }, {}],
    ['a value that is no number', { value: NaN, size: 1 }, {}],
    ['a size of 0', { value: 0.5, size: 0 }, {}],
    ['a size above the largest', { value: 0.5, size: 3 }, { largestSize: 2 }],
    ['more questions than the set has', { value: 0.5, size: 3 }, { populationSize: 2 }],
  ])('refuses %s', (_, observation, design) => {
    expect(() => after([observation], design)).toThrow(InvalidStatisticsInputError);
  });

  it.each([
    { alpha: 0 },
    { alpha: 0.5 },
    { truncation: 1 },
    { truncation: 0 },
    { largestSize: 0.5 },
    { populationSize: NaN },
  ])('refuses the design %j', (design) => {
    expect(() => startBettingSequence({ alpha: 0.05, ...design })).toThrow(
      InvalidStatisticsInputError,
    );
  });
});
