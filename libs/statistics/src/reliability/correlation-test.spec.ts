import { InvalidStatisticsInputError } from '../statistics.errors.js';
import { correlationTest } from './correlation-test.js';

describe(correlationTest.name, () => {
  it('agrees with scipy pearsonr', () => {
    const test = correlationTest(0.869198831067734, 12, { alpha: 0.05 });
    expect(test.degreesOfFreedom).toBe(10);
    expect(test.pValue).toBeCloseTo(0.0002411032926975305, 12);
    expect(test.interval?.lower).toBeCloseTo(0.5892210888679686, 9);
    expect(test.interval?.upper).toBeCloseTo(0.9628149990464854, 9);
  });

  it('is certain of a perfect correlation, and says so by an interval of no width', () => {
    expect(correlationTest(-1, 8, { alpha: 0.05 })).toEqual({
      t: undefined,
      pValue: 0,
      degreesOfFreedom: 6,
      interval: { lower: -1, upper: -1 },
    });
  });

  it('has no test from two pairs, and no interval from three', () => {
    expect(correlationTest(0.5, 2, { alpha: 0.05 })).toEqual({
      t: undefined,
      pValue: undefined,
      degreesOfFreedom: undefined,
      interval: undefined,
    });
    const three = correlationTest(0.5, 3, { alpha: 0.05 });
    expect(three.pValue).toBeCloseTo(2 / 3, 9);
    expect(three.interval).toBeUndefined();
  });

  it.each([
    ['a correlation above 1', 1.1, 9, 0],
    ['a correlation that is no number', NaN, 9, 0],
    ['half a pair', 0.5, 2.5, 0],
    ['fewer controls than none', 0.5, 9, -1],
  ])('refuses %s', (_, r, n, controls) => {
    expect(() => correlationTest(r, n, { alpha: 0.05, controls })).toThrow(
      InvalidStatisticsInputError,
    );
  });
});
