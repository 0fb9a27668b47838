import { InvalidStatisticsInputError } from '../statistics.errors.js';
import { tost } from './tost.js';

const CONTRAST = { estimate: 0.3, standardError: 0.08692269873603532, degreesOfFreedom: 9 };

describe(tost.name, () => {
  it('agrees with statsmodels ttost_paired', () => {
    const test = tost(CONTRAST, 0.5);
    expect(test.lowerT).toBeCloseTo(9.203579866168, 9);
    expect(test.upperT).toBeCloseTo(-2.300894966542, 9);
    expect(test.lowerP).toBeCloseTo(3.5538711e-6, 12);
    expect(test.upperP).toBeCloseTo(0.023465305723189, 12);
    expect(test.pValue).toBe(test.upperP);
  });

  it('swaps its two tests with the systems', () => {
    const [ahead, behind] = [tost(CONTRAST, 0.5), tost({ ...CONTRAST, estimate: -0.3 }, 0.5)];
    expect(behind.pValue).toBe(ahead.pValue);
    expect(behind.lowerP).toBe(ahead.upperP);
    expect(behind.lowerT).toBeCloseTo(-(ahead.upperT as number), 12);
  });

  it('is one half where the estimate is the margin, and more beyond', () => {
    expect(tost(CONTRAST, 0.3).pValue).toBeCloseTo(0.5, 12);
    expect(tost(CONTRAST, 0.1).pValue).toBeGreaterThan(0.9);
  });

  it('is 0 or 1 without a standard error to doubt with, and undefined without any', () => {
    expect(tost({ ...CONTRAST, standardError: 0 }, 0.5)).toMatchObject({
      pValue: 0,
      upperT: undefined,
    });
    expect(tost({ ...CONTRAST, standardError: 0 }, 0.3).pValue).toBe(1);
    expect(tost({ ...CONTRAST, standardError: undefined }, 0.5).pValue).toBeUndefined();
  });

  it.each([0, -1, NaN])('refuses the margin %p', (margin) => {
    expect(() => tost(CONTRAST, margin)).toThrow(InvalidStatisticsInputError);
  });
});
