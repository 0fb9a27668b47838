import { InvalidStatisticsInputError } from '../statistics.errors.js';
import { nonInferiority } from './non-inferiority.js';

const CONTRAST = { estimate: 0.3, standardError: 0.08692269873603532, degreesOfFreedom: 9 };

describe(nonInferiority.name, () => {
  it('agrees with the one-sided t test and bound by scipy', () => {
    const found = nonInferiority(CONTRAST, 0.1, 0.05);
    expect(found.pValue).toBeCloseTo(0.000643620859847395, 12);
    expect(found.lowerBound).toBeCloseTo(0.14066087680559164, 9);
    expect(found.isNonInferior).toBe(true);
  });

  it('says by the bound what it says by the p-value', () => {
    const worse = { ...CONTRAST, estimate: -0.3 };
    for (const margin of [0.2, 0.4, 0.459, 0.46, 0.6]) {
      const { pValue, isNonInferior } = nonInferiority(worse, margin, 0.05);
      expect(isNonInferior).toBe((pValue ?? 1) < 0.05);
    }
    expect(nonInferiority(worse, 0.3, 0.05).pValue).toBeCloseTo(0.5, 12);
  });

  it('is certain without a standard error to doubt with, and knows nothing without any', () => {
    const certain = { ...CONTRAST, estimate: -0.3, standardError: 0 };
    expect(nonInferiority(certain, 0.4, 0.05)).toMatchObject({ pValue: 0, isNonInferior: true });
    expect(nonInferiority(certain, 0.3, 0.05)).toMatchObject({ pValue: 1, isNonInferior: false });
    const unknown = { ...CONTRAST, standardError: undefined, degreesOfFreedom: undefined };
    expect(nonInferiority(unknown, 0.4, 0.05)).toEqual({
      pValue: undefined,
      lowerBound: undefined,
      isNonInferior: false,
    });
  });

  it.each([
    [0, 0.05],
    [-1, 0.05],
    [0.1, 0.5],
    [0.1, 0],
  ])('refuses the margin %p at %p', (margin, alpha) => {
    expect(() => nonInferiority(CONTRAST, margin, alpha)).toThrow(InvalidStatisticsInputError);
  });
});
