import fc from 'fast-check';
import { InvalidStatisticsInputError } from '../statistics.errors.js';
import { incompleteBeta, incompleteBetaComplement } from './incomplete-beta.js';

const shape = fc.double({ min: 0.05, max: 5000, noNaN: true });
/** A multiple of 2^-20, whose distance from 1 is exact. */
const share = fc.integer({ min: 0, max: 2 ** 20 }).map((steps) => steps / 2 ** 20);

describe(incompleteBeta.name, () => {
  it.each([
    [0.4, 2, 3, 0.5248],
    [0.3, 0.5, 0.5, 0.3690101195655454],
    [0.7, 8.5, 2.5, 0.25499155145602864],
  ])('at %p with a = %p and b = %p is %p', (x, a, b, expected) => {
    expect(incompleteBeta(x, a, b)).toBeCloseTo(expected, 14);
  });

  it('is a power of x where b is 1, in the far tail too', () => {
    expect(incompleteBeta(0.001, 60, 1) / 1e-180).toBeCloseTo(1, 10);
  });

  it('mirrors its complement', () => {
    fc.assert(
      fc.property(share, shape, shape, (x, a, b) => {
        expect(incompleteBetaComplement(1 - x, b, a)).toBeCloseTo(incompleteBeta(x, a, b), 9);
      }),
    );
  });

  it.each([
    [-0.1, 1, 1],
    [1.1, 1, 1],
    [0.5, 0, 1],
    [0.5, 1, Infinity],
    [NaN, 1, 1],
  ])('refuses x = %p, a = %p, b = %p', (x, a, b) => {
    expect(() => incompleteBeta(x, a, b)).toThrow(InvalidStatisticsInputError);
    expect(() => incompleteBetaComplement(x, a, b)).toThrow(InvalidStatisticsInputError);
  });
});
