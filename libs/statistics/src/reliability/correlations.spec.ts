import fc from 'fast-check';
import { InvalidStatisticsInputError } from '../statistics.errors.js';
import { correlation } from './correlations.js';

const FIRST = [1, 2, 2, 3, 3, 3, 4, 4, 4, 5, 5, 5];
const SECOND = [2, 1, 2, 3, 3, 3, 3, 4, 5, 4, 5, 5];

/** Kendall's tau-b by looking at every pair. */
function tauByPairs(x: readonly number[], y: readonly number[]): number | undefined {
  let [order, untiedX, untiedY] = [0, 0, 0];
  x.forEach((own, i) => {
    for (let j = 0; j < i; j += 1) {
      const [dx, dy] = [Math.sign(own - x[j]!), Math.sign(y[i]! - y[j]!)];
      order += dx * dy;
      untiedX += dx * dx;
      untiedY += dy * dy;
    }
  });
  return untiedX && untiedY ? order / Math.sqrt(untiedX) / Math.sqrt(untiedY) : undefined;
}

describe(correlation.name, () => {
  it.each([
    ['pearson', 0.869198831067734],
    ['spearman', 0.9005662307790226],
    ['kendall', 0.8108437164260031],
  ] as const)('agrees with scipy on ties, %s', (kind, r) => {
    expect(correlation(FIRST, SECOND, kind)).toBeCloseTo(r, 12);
    expect(correlation(SECOND, FIRST, kind)).toBeCloseTo(r, 12);
  });

  it('agrees with the documented examples of scipy', () => {
    expect(correlation([1, 2, 3, 4, 5], [5, 6, 7, 8, 7], 'spearman')).toBeCloseTo(
      0.8207826816681233,
      12,
    );
    expect(correlation([12, 2, 1, 12, 2], [1, 4, 7, 1, 0], 'kendall')).toBeCloseTo(
      -0.4714045207910316,
      12,
    );
  });

  it('has the tau-b of a count of all pairs', () => {
    const scores = fc.array(
      fc.tuple(fc.integer({ min: 0, max: 6 }), fc.integer({ min: 0, max: 6 })),
      {
        minLength: 1,
        maxLength: 40,
      },
    );
    fc.assert(
      fc.property(scores, (pairs) => {
        const [x, y] = [pairs.map(([own]) => own), pairs.map(([, own]) => own)];
        const [fast, slow] = [correlation(x, y, 'kendall'), tauByPairs(x, y)];
        expect(fast ?? 9).toBeCloseTo(slow ?? 9, 12);
      }),
    );
  });

  it('does not change its ranks when scores are stretched in order', () => {
    const cubes = SECOND.map((score) => score ** 3);
    expect(correlation(FIRST, cubes, 'spearman')).toBeCloseTo(0.9005662307790226, 12);
    expect(correlation(FIRST, cubes, 'kendall')).toBeCloseTo(0.8108437164260031, 12);
  });

  it.each(['pearson', 'spearman', 'kendall'] as const)(
    'does not exist for a constant, %s',
    (kind) => {
      expect(correlation([3, 3, 3], [1, 2, 3], kind)).toBeUndefined();
      expect(correlation([1, 2, 3], [3, 3, 3], kind)).toBeUndefined();
      expect(correlation([1], [2], kind)).toBeUndefined();
    },
  );

  it.each([
    ['an empty list', [], []],
    ['lists of different lengths', [1, 2], [1]],
    ['a score that is no number', [1, NaN], [1, 2]],
  ])('refuses %s', (_, x, y) => {
    expect(() => correlation(x, y, 'kendall')).toThrow(InvalidStatisticsInputError);
  });
});
