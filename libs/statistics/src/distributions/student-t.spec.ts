import { InvalidStatisticsInputError } from '../statistics.errors.js';
import { studentTCdf, studentTQuantile, studentTSurvival, studentTTwoSidedP } from './student-t.js';

describe(studentTQuantile.name, () => {
  it.each([
    [1, 12.706204736432095],
    [2, 4.302652729911275],
    [4, 2.7764451051977987],
    [5, 2.5705818366147395],
    [7, 2.3646242510102993],
    [9, 2.2621571627409915],
    [11, 2.200985160082949],
    [29, 2.045229642132703],
    [99, 1.9842169515086827],
  ])('at 0.975 with %p df is %p', (df, expected) => {
    expect(Math.abs(studentTQuantile(0.975, df) - expected)).toBeLessThan(1e-8);
    expect(Math.abs(studentTQuantile(0.025, df) + expected)).toBeLessThan(1e-8);
  });

  it('reaches a far tail: with 1 df it is a cotangent', () => {
    expect(studentTQuantile(5e-13, 1) / (-1 / Math.tan(Math.PI * 5e-13))).toBeCloseTo(1, 8);
  });

  it.each([
    [0, 5],
    [1, 5],
    [0.5, 0],
    [0.5, Infinity],
  ])('refuses p = %p with %p df', (p, df) => {
    expect(() => studentTQuantile(p, df)).toThrow(InvalidStatisticsInputError);
  });
});

describe(studentTTwoSidedP.name, () => {
  it.each([
    [2, 9, 0.07655282377070093],
    [-1.5, 4, 0.20799999999999982],
    [3.25, 29, 0.0029195584190399504],
    [0, 5, 1],
  ])('of t = %p with %p df is %p', (t, df, p) => {
    expect(studentTTwoSidedP(t, df)).toBeCloseTo(p, 10);
  });
});

describe(studentTSurvival.name, () => {
  it('keeps its relative accuracy in the far tail', () => {
    // the finite series for odd df (Abramowitz and Stegun 26.7.3), summed to 70 digits
    expect(studentTSurvival(12, 99) / 2.565314843948735e-21).toBeCloseTo(1, 12);
    // with 3 df the tail is 1/2 - (atan(x) + x / (1 + x^2)) / pi, x = t / sqrt(3), about 2 sqrt(3) / (pi t^3)
    expect((studentTSurvival(1e6, 3) * Math.PI * 1e18) / (2 * Math.sqrt(3))).toBeCloseTo(1, 9);
  });

  it('is the complement of the cumulative', () => {
    expect(studentTSurvival(1.3, 7) + studentTCdf(1.3, 7)).toBeCloseTo(1, 12);
    expect(studentTSurvival(-12, 99)).toBe(1);
  });

  it('refuses a t that is not a number', () => {
    expect(() => studentTSurvival(NaN, 3)).toThrow(InvalidStatisticsInputError);
  });
});
