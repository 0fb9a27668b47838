import { InvalidStatisticsInputError } from '../statistics.errors.js';
import { normalCdf, normalQuantile } from './normal.js';

describe(normalQuantile.name, () => {
  it.each([
    [0.8, 0.8416212335729143],
    [0.9, 1.2815515655446004],
    [0.95, 1.6448536269514722],
    [0.975, 1.959963984540054],
    [0.99, 2.3263478740408408],
    [0.995, 2.5758293035489004],
    [0.5, 0],
    [1e-10, -6.361340902404056],
  ])('at %p is %p', (p, z) => {
    expect(normalQuantile(p)).toBeCloseTo(z, 11);
  });

  it.each([0, 1, -0.1, NaN])('refuses p = %p', (p) => {
    expect(() => normalQuantile(p)).toThrow(InvalidStatisticsInputError);
  });
});

describe(normalCdf.name, () => {
  it('keeps its relative accuracy in the far tail', () => {
    expect(normalCdf(-3) / 0.0013498980316300945).toBeCloseTo(1, 12);
    expect(normalCdf(-10) / 7.61985302416052606e-24).toBeCloseTo(1, 12);
  });

  it('is symmetric, also where its two formulas meet', () => {
    for (const x of [0, 0.5, 2.999, 3.001, 8]) {
      expect(normalCdf(x) + normalCdf(-x)).toBeCloseTo(1, 14);
    }
    expect(normalCdf(-3.0000001) / normalCdf(-2.9999999)).toBeCloseTo(1, 5);
  });

  it('reaches 0 and 1', () => {
    expect(normalCdf(-50)).toBe(0);
    expect(normalCdf(50)).toBe(1);
  });
});
