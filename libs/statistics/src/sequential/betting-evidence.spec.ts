import fc from 'fast-check';
import { InvalidStatisticsInputError } from '../statistics.errors.js';
import { type BettingDesign, type BettingObservation } from './betting-design.js';
import { bettingEvidence } from './betting-evidence.js';
import {
  type BettingSequence,
  extendBettingSequence,
  startBettingSequence,
} from './betting-sequence.js';

function singles(values: readonly number[]): BettingObservation[] {
  return values.map((value) => ({ value, size: 1 }));
}

function after(
  observations: readonly BettingObservation[],
  design: Partial<BettingDesign> = {},
): BettingSequence {
  return extendBettingSequence(startBettingSequence({ alpha: 0.05, ...design }), observations);
}

/** Capital of both gamblers against m. */
function capitals(sequence: BettingSequence, m: number): [number, number] {
  const { logAtMost, logAtLeast } = bettingEvidence(sequence, m);
  return [Math.exp(logAtMost), Math.exp(logAtLeast)];
}

const unit = fc.double({ min: 0, max: 1, noNaN: true });
const draw = fc.record({ value: unit, size: fc.integer({ min: 1, max: 4 }) });
const draws = fc.array(draw, { maxLength: 25 });

describe(bettingEvidence.name, () => {
  it('keeps both capitals fair at the mean when larger draws have other means', () => {
    const [m, chance] = [0.55, 0.5];
    const large = { value: 0.4, size: 3 };
    const small = { value: 1, size: 1 };
    expect(chance * 3 * (large.value - m) + chance * (small.value - m)).toBeCloseTo(0, 12);
    fc.assert(
      fc.property(draws, (past) => {
        const design = { largestSize: 4, truncation: 0.75 };
        const now = capitals(after(past, design), m);
        const [afterLarge, afterSmall] = [large, small].map((next) =>
          capitals(after([...past, next], design), m),
        );
        now.forEach((capital, side) => {
          const expected = chance * afterLarge![side]! + chance * afterSmall![side]!;
          expect(expected / capital).toBeCloseTo(1, 9);
        });
      }),
    );
  });

  it('keeps both capitals fair at the mean of a set whose clusters come by their size', () => {
    fc.assert(
      fc.property(fc.array(draw, { minLength: 2, maxLength: 12 }), fc.nat(), (set, cut) => {
        const populationSize = set.reduce((sum, { size }) => sum + size, 0);
        const total = set.reduce((sum, { value, size }) => sum + value * size, 0);
        const m = total / populationSize;
        fc.pre(m > 1e-6 && m < 1 - 1e-6);
        const past = set.slice(0, cut % set.length);
        const rest = set.slice(past.length);
        const left = rest.reduce((sum, { size }) => sum + size, 0);
        const now = capitals(after(past, { populationSize }), m);
        const nexts = rest.map((next) => capitals(after([...past, next], { populationSize }), m));
        now.forEach((capital, side) => {
          const expected = rest.map(({ size }, i) => (size / left) * nexts[i]![side]!);
          expect(expected.reduce((sum, part) => sum + part, 0) / capital).toBeCloseTo(1, 6);
        });
      }),
    );
  });

  it('stays a finite number however much was won', () => {
    const sequence = after(singles(Array<number>(1000).fill(1)));
    const { logAtMost } = bettingEvidence(sequence, 0.01);
    expect(Math.exp(logAtMost)).toBeLessThanOrEqual(Number.MAX_VALUE);
    expect(logAtMost).toBeGreaterThan(700);
  });

  it('counts a mean that a set can no longer have as refuted', () => {
    const sequence = after(singles([1, 1, 1, 0]), { populationSize: 5 });
    expect(bettingEvidence(sequence, 0.35).logAtMost).toBeGreaterThan(700);
    expect(bettingEvidence(sequence, 0.85).logAtLeast).toBeGreaterThan(700);
  });

  it.each([-0.1, 1.1, NaN])('refuses the mean %d', (m) => {
    expect(() => bettingEvidence(after([]), m)).toThrow(InvalidStatisticsInputError);
  });
});
