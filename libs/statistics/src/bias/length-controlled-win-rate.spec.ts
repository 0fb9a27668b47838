import fc from 'fast-check';
import { InvalidStatisticsInputError } from '../statistics.errors.js';
import { lengthControlledWinRate } from './length-controlled-win-rate.js';
import { logisticLine } from './logistic-line.js';

const LENGTHS = [120, -40, 300, 80, 10, 210, -90, 150, -30, 60, -200, 40];
const WINS = [1, 0, 1, 0, 1, 1, 0, 0.5, 1, 0, 0, 1];

function rated(wins: readonly number[], lengthDifferences: readonly number[] = LENGTHS) {
  const clusters = wins.map((_, i) => Math.floor(i / 2));
  return lengthControlledWinRate({ wins, lengthDifferences, clusters, alpha: 0.05 });
}

const chanceOf = (logit: number): number => 1 / (1 + Math.exp(-logit));

describe(logisticLine.name, () => {
  it('solves the score equations', () => {
    const x = LENGTHS.map((length) => Math.tanh(length / 150));
    const { intercept, slope, isSeparated } = logisticLine(x, WINS);
    const residuals = x.map((value, i) => WINS[i]! - chanceOf(intercept + slope * value));
    expect(isSeparated).toBe(false);
    expect(residuals.reduce((a, b) => a + b)).toBeCloseTo(0, 12);
    expect(residuals.reduce((a, b, i) => a + b * x[i]!, 0)).toBeCloseTo(0, 12);
  });

  it('has the log-odds of two groups in closed form', () => {
    // 3 of 4 wins at -1, 1 of 5 at 1
    const x = [-1, -1, -1, -1, 1, 1, 1, 1, 1];
    const { intercept, slope } = logisticLine(x, [1, 1, 1, 0, 1, 0, 0, 0, 0]);
    expect(intercept).toBeCloseTo((Math.log(3) + Math.log(1 / 4)) / 2, 12);
    expect(slope).toBeCloseTo((Math.log(1 / 4) - Math.log(3)) / 2, 12);
  });

  it('adds half a win and half a loss to each of two groups that are separated', () => {
    const x = [-1, -1, -1, 1, 1, 1, 1];
    const { intercept, slope, isSeparated } = logisticLine(x, [0, 0, 0, 1, 1, 1, 1]);
    const [low, high] = [Math.log(0.5 / 3.5), Math.log(4.5 / 0.5)];
    expect(isSeparated).toBe(true);
    expect(intercept).toBeCloseTo((low + high) / 2, 9);
    expect(slope).toBeCloseTo((high - low) / 2, 9);
  });

  it('knows separation from its neighbours', () => {
    const x = [-1, -0.5, 0, 0.5, 1];
    expect(logisticLine(x, [0, 0, 1, 1, 1]).isSeparated).toBe(true);
    expect(logisticLine(x, [1, 1, 1, 0, 0]).isSeparated).toBe(true);
    expect(logisticLine([-1, -0.5, 0, 0, 1], [0, 0, 0, 1, 1]).isSeparated).toBe(true);
    expect(logisticLine(x, [0, 1, 0, 1, 1]).isSeparated).toBe(false);
    expect(logisticLine(x, [0, 0, 0.5, 1, 1]).isSeparated).toBe(true);
    expect(logisticLine(x, [0, 0.5, 0.5, 1, 1]).isSeparated).toBe(false);
    expect(logisticLine(x, [1, 1, 1, 1, 1]).isSeparated).toBe(true);
  });

  it('gives finite coefficients whatever the sample', () => {
    const value = fc.constantFrom(-1, -0.999, -0.3, 0, 0.2, 1);
    const row = fc.record({ x: value, y: fc.constantFrom(0, 0, 0.5, 1, 1) });
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 9 }), (rows) => {
        const { intercept, slope } = logisticLine(
          rows.map(({ x }) => x),
          rows.map(({ y }) => y),
        );
        expect(Number.isFinite(intercept) && Number.isFinite(slope)).toBe(true);
      }),
    );
  });
});

describe(lengthControlledWinRate.name, () => {
  it('reads the line in tanh(length difference / sd) where lengths are equal', () => {
    const { raw, winRate, intercept, slope, interval, note } = rated(WINS);
    const mean = LENGTHS.reduce((a, b) => a + b) / 12;
    const sd = Math.sqrt(LENGTHS.reduce((sum, x) => sum + (x - mean) ** 2, 0) / 11);
    const line = logisticLine(
      LENGTHS.map((length) => Math.tanh(length / sd)),
      WINS,
    );
    expect(intercept).toBeCloseTo(line.intercept, 12);
    expect(slope).toBeCloseTo(line.slope, 12);
    expect(winRate).toBeCloseTo(chanceOf(line.intercept), 12);
    expect(raw).toBeCloseTo(6.5 / 12, 12);
    expect(interval!.lower).toBeLessThan(winRate);
    expect(interval!.upper).toBeGreaterThan(winRate);
    expect(note).toBeUndefined();
  });

  it('has the error bar of a share where length says nothing and questions stand alone', () => {
    const wins = [1, 1, 1, 0, 1, 1, 1, 0];
    const lengthDifferences = [1, 1, 1, 1, -1, -1, -1, -1];
    const clusters = wins.map((_, i) => i);
    const found = lengthControlledWinRate({ wins, lengthDifferences, clusters, alpha: 0.05 });
    // se of a logit is 1 / sqrt(n p (1 - p)); CR1 multiplies by sqrt(8 / 7 7 / 6)
    const expected = Math.sqrt(8 / 6) / Math.sqrt(8 * 0.75 * 0.25);
    expect(found.winRate).toBeCloseTo(0.75, 12);
    expect(found.standardError).toBeCloseTo(expected, 12);
  });

  it('takes from a system what it wins by length', () => {
    const lengths = Array.from({ length: 40 }, (_, i) => 100 * Math.sin(i * 12.9898) + 80);
    const wins = lengths.map((length, i) =>
      length > 40 ? Number(i % 5 > 0) : Number(i % 5 === 0),
    );
    const { raw, winRate } = rated(wins, lengths);
    expect(raw).toBeGreaterThan(0.6);
    expect(winRate).toBeLessThan(0.45);
  });

  it('turns round when both systems change places', () => {
    const own = rated(WINS);
    const other = rated(
      WINS.map((win) => 1 - win),
      LENGTHS.map((length) => -length),
    );
    expect(other.winRate).toBeCloseTo(1 - own.winRate, 12);
    expect(other.slope).toBeCloseTo(own.slope, 12);
  });

  it.each([
    [
      'wins that length alone decides',
      LENGTHS.map((length) => Number(length > 50)),
      LENGTHS,
      'separated',
    ],
    ['nothing but wins', LENGTHS.map(() => 1), LENGTHS, 'separated'],
    ['lengths that are all equal', WINS, LENGTHS.map(() => 7), 'constant-length'],
  ])('notes %s and stays finite', (_, wins, lengths, note) => {
    const found = rated(wins, lengths);
    expect(found.note).toBe(note);
    expect(found.winRate).toBeGreaterThan(0);
    expect(found.winRate).toBeLessThan(1);
  });

  it('is the raw win rate where all lengths are equal', () => {
    const { raw, winRate } = rated(WINS, LENGTHS.map(() => 7)); // prettier-ignore
    expect(winRate).toBeCloseTo(raw, 12);
  });

  it('gives no error bar for fewer than 3 clusters', () => {
    const clusters = WINS.map((_, i) => i % 2);
    const found = lengthControlledWinRate({
      wins: WINS,
      lengthDifferences: LENGTHS,
      clusters,
      alpha: 0.05,
    });
    expect(found).toMatchObject({ note: 'few-clusters', interval: undefined });
  });

  it.each([
    ['no wins', [], []],
    ['a win of 2', [2, 0], [1, 2]],
    ['a missing length', [1, 0], [1]],
  ])('refuses %s', (_, wins, lengths) => {
    expect(() => rated(wins, lengths)).toThrow(InvalidStatisticsInputError);
  });
});
