import { InvalidStatisticsInputError } from '../statistics.errors.js';
import { tostPValue } from './tost.js';

const CONTRAST = { estimate: 0.3, standardError: 0.08692269873603532, degreesOfFreedom: 9 };

describe(tostPValue.name, () => {
  it('agrees with statsmodels ttost_paired, whatever the sign of the difference', () => {
    expect(tostPValue(CONTRAST, 0.5)).toBeCloseTo(0.02347, 5);
    expect(tostPValue({ ...CONTRAST, estimate: -0.3 }, 0.5)).toBeCloseTo(0.02347, 5);
  });

  it('is one half where the estimate is the margin, and more beyond', () => {
    expect(tostPValue(CONTRAST, 0.3)).toBeCloseTo(0.5, 12);
    expect(tostPValue(CONTRAST, 0.1)).toBeGreaterThan(0.9);
  });

  it('is 0 or 1 without a standard error to doubt with, and undefined without any', () => {
    expect(tostPValue({ ...CONTRAST, standardError: 0 }, 0.5)).toBe(0);
    expect(tostPValue({ ...CONTRAST, standardError: 0 }, 0.3)).toBe(1);
    expect(tostPValue({ ...CONTRAST, standardError: undefined }, 0.5)).toBeUndefined();
  });

  it.each([0, -1, NaN])('refuses the margin %p', (margin) => {
    expect(() => tostPValue(CONTRAST, margin)).toThrow(InvalidStatisticsInputError);
  });
});
