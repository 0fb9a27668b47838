import fc from 'fast-check';
import { InvalidStatisticsInputError } from '../statistics.errors.js';
import { betaQuantile, betaUpperQuantile } from './beta.js';
import { incompleteBeta } from './incomplete-beta.js';

describe(betaQuantile.name, () => {
  it('has the closed form of b = 1, a root of p', () => {
    expect(betaQuantile(0.3, 7, 1)).toBeCloseTo(0.3 ** (1 / 7), 14);
    expect(betaQuantile(1e-12, 2, 1)).toBeCloseTo(1e-6, 14);
  });

  it('is turned back by the distribution', () => {
    const p = fc.double({ min: 1e-6, max: 1 - 1e-6, noNaN: true });
    // below 1 the density has no limit at an end, and the x there is rounded
    const shape = fc.double({ min: 1, max: 2000, noNaN: true });
    fc.assert(
      fc.property(p, shape, shape, (own, a, b) => {
        expect(incompleteBeta(betaQuantile(own, a, b), a, b)).toBeCloseTo(own, 8);
      }),
    );
  });

  it('runs from 0 to 1', () => {
    expect(betaQuantile(0, 2, 3)).toBe(0);
    expect(betaQuantile(1, 2, 3)).toBe(1);
  });

  it.each([
    [-0.1, 1, 1],
    [NaN, 1, 1],
    [0.5, 0, 1],
    [0.5, 1, -1],
  ])('refuses p = %p, a = %p, b = %p', (p, a, b) => {
    expect(() => betaQuantile(p, a, b)).toThrow(InvalidStatisticsInputError);
  });
});

describe(betaUpperQuantile.name, () => {
  it('keeps a tail that 1 - p would round away', () => {
    // Beta(1, 3): 1 - (1 - x)^3 = 1 - p
    expect(1 - betaUpperQuantile(1e-15, 1, 3)).toBeCloseTo(1e-5, 12);
  });
});
