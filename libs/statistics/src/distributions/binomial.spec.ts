import { InvalidStatisticsInputError } from '../statistics.errors.js';
import { binomialCdf } from './binomial.js';

describe(binomialCdf.name, () => {
  it('adds up the chances of few trials', () => {
    // 3 trials at 0.2: 0.512, 0.384, 0.096, 0.008
    expect([-1, 0, 1, 2, 3, 4].map((k) => binomialCdf(k, 3, 0.2))).toEqual([
      0,
      expect.closeTo(0.512, 14),
      expect.closeTo(0.896, 14),
      expect.closeTo(0.992, 14),
      1,
      1,
    ]);
  });

  it('keeps its relative accuracy in the lower tail', () => {
    expect(binomialCdf(1, 200, 0.5) / (201 * 2 ** -200)).toBeCloseTo(1, 11);
  });

  it('is certain where success is impossible or sure, or nothing is tried', () => {
    expect(binomialCdf(0, 5, 0)).toBe(1);
    expect(binomialCdf(4, 5, 1)).toBe(0);
    expect(binomialCdf(0, 0, 0.5)).toBe(1);
  });

  it.each([
    [0.5, 3, 0.5],
    [1, 2.5, 0.5],
    [1, -1, 0.5],
    [1, 2, 1.5],
    [1, 2, NaN],
  ])('refuses k = %p of %p at %p', (k, trials, probability) => {
    expect(() => binomialCdf(k, trials, probability)).toThrow(InvalidStatisticsInputError);
  });
});
