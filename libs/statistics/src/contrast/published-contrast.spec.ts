import { InvalidStatisticsInputError } from '../statistics.errors.js';
import { publishedContrast } from './published-contrast.js';

const MATH = {
  difference: 0.025,
  firstError: 0.007,
  secondError: 0.007,
  correlation: 0.5,
  alpha: 0.05,
};

describe(publishedContrast.name, () => {
  it('agrees with the MATH row of Miller 2024, Table 5', () => {
    const { standardError, interval } = publishedContrast(MATH);
    expect(standardError).toBeCloseTo(0.007, 14);
    expect(interval.lower).toBeCloseTo(0.01128, 6);
    expect(interval.upper).toBeCloseTo(0.03872, 6);
  });

  it('is the unpaired error without correlation, and none where the systems move as one', () => {
    const apart = { ...MATH, firstError: 0.03, secondError: 0.04, correlation: 0 };
    expect(publishedContrast(apart).standardError).toBeCloseTo(0.05, 14);
    expect(publishedContrast({ ...MATH, correlation: 1 }).standardError).toBe(0);
    expect(publishedContrast({ ...MATH, correlation: -1 }).standardError).toBeCloseTo(0.014, 14);
  });

  it.each([
    { firstError: -1 },
    { secondError: NaN },
    { correlation: 1.1 },
    { difference: Infinity },
    { alpha: 0 },
  ])('refuses %p', (wrong) => {
    expect(() => publishedContrast({ ...MATH, ...wrong })).toThrow(InvalidStatisticsInputError);
  });
});
