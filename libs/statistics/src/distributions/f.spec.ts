import { InvalidStatisticsInputError } from '../statistics.errors.js';
import { fQuantile, fSurvival } from './f.js';
import { studentTQuantile, studentTTwoSidedP } from './student-t.js';

describe(fSurvival.name, () => {
  it('agrees with scipy f_oneway and with an interaction of a repeated design', () => {
    expect(fSurvival(22.08, 5, 12)).toBeCloseTo(1.1414900529094345e-5, 15);
    expect(fSurvival(7.756483899042642, 2, 22)).toBeCloseTo(0.002822629149996372, 13);
  });

  it('with one degree of freedom is the two-sided tail of t, however far', () => {
    expect(fSurvival(144, 1, 99) / studentTTwoSidedP(12, 99)).toBeCloseTo(1, 12);
  });

  it('is 1 at 0 and 0 at infinity', () => {
    expect(fSurvival(0, 3, 4)).toBe(1);
    expect(fSurvival(Infinity, 3, 4)).toBe(0);
  });

  it.each([
    [-1, 1, 1],
    [NaN, 1, 1],
    [1, 0, 1],
    [1, 1, Infinity],
  ])('refuses F = %p with %p and %p degrees of freedom', (x, numerator, denominator) => {
    expect(() => fSurvival(x, numerator, denominator)).toThrow(InvalidStatisticsInputError);
  });
});

describe(fQuantile.name, () => {
  it('with one degree of freedom is the square of a quantile of t', () => {
    expect(fQuantile(0.95, 1, 9)).toBeCloseTo(studentTQuantile(0.975, 9) ** 2, 10);
  });

  it.each([0.001, 0.2, 0.5, 0.9, 0.999_999])('turns back the tail at %p', (p) => {
    expect(1 - fSurvival(fQuantile(p, 5, 15), 5, 15)).toBeCloseTo(p, 12);
  });

  it.each([0, 1, NaN])('refuses p = %p', (p) => {
    expect(() => fQuantile(p, 2, 2)).toThrow(InvalidStatisticsInputError);
  });
});
