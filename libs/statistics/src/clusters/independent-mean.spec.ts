import { InvalidStatisticsInputError } from '../statistics.errors.js';
import { independentMean } from './independent-mean.js';

const SCORES = [4.2, 3.8, 4.6, 2.9, 3.5, 4.8, 4.1, 3.3, 3.9, 4.4];

describe(independentMean.name, () => {
  it('agrees with scipy sem and both intervals', () => {
    const found = independentMean(SCORES, 0.05);
    expect(found.mean).toBeCloseTo(3.95, 12);
    expect(found.standardDeviation).toBeCloseTo(0.5948856099191583, 12);
    expect(found.standardError).toBeCloseTo(0.18811934746029949, 12);
    expect(found.interval?.lower).toBeCloseTo(3.5244444706817593, 9);
    expect(found.normalInterval?.lower).toBeCloseTo(3.5812928541826365, 9);
  });

  it('keeps the differences of scores that are far from 0', () => {
    const far = independentMean(
      SCORES.map((score) => score + 1e9),
      0.05,
    );
    expect(far.standardError).toBeCloseTo(0.18811934746029949, 6);
  });

  it('has no spread from one score', () => {
    expect(independentMean([0.7], 0.05)).toEqual({
      mean: 0.7,
      n: 1,
      standardDeviation: undefined,
      standardError: undefined,
      interval: undefined,
      normalInterval: undefined,
    });
  });

  it('takes rounding for no spread', () => {
    const { standardError, interval } = independentMean([0.1 + 0.2, 0.3, 0.3], 0.05);
    expect(standardError).toBe(0);
    expect(interval?.lower).toBe(interval?.upper);
  });

  it.each([
    [[], 0.05],
    [[1, NaN], 0.05],
    [[1, 2], 0.5],
  ])('refuses %p at %p', (scores, alpha) => {
    expect(() => independentMean(scores, alpha)).toThrow(InvalidStatisticsInputError);
  });
});
