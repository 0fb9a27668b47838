import fc from 'fast-check';
import { InvalidStatisticsInputError } from '../statistics.errors.js';
import { probabilityGreater } from './probability-greater.js';

const parameter = fc.double({ min: 0.05, max: 3000, noNaN: true });
const belief = fc.record({ a: parameter, b: parameter });

describe(probabilityGreater.name, () => {
  it('agrees with a quadrature by scipy', () => {
    expect(probabilityGreater({ a: 42, b: 10 }, { a: 37, b: 15 })).toBeCloseTo(
      0.8785590463334726,
      13,
    );
  });

  it.each([
    [1, 1],
    [1, 200],
    [3, 0.5],
    [1e6, 1],
    [0.001, 5],
  ])('is a / (a + c) for Beta(%p, 1) against Beta(%p, 1)', (a, c) => {
    expect(probabilityGreater({ a, b: 1 }, { a: c, b: 1 })).toBeCloseTo(a / (a + c), 12);
    expect(probabilityGreater({ a: 1, b: a }, { a: 1, b: c })).toBeCloseTo(c / (a + c), 12);
  });

  it('keeps its relative accuracy where it is tiny', () => {
    // by a quadrature of 30 digits
    const tiny = probabilityGreater({ a: 20, b: 200 }, { a: 200, b: 20 });
    expect(tiny / 8.795147104920771e-85).toBeCloseTo(1, 9);
  });

  it('and the other way round add up to 1', () => {
    fc.assert(
      fc.property(belief, belief, (a, b) => {
        expect(probabilityGreater(a, b) + probabilityGreater(b, a)).toBeCloseTo(1, 10);
      }),
      {
        numRuns: 60,
        examples: [
          [
            { a: 3000, b: 0.05 },
            { a: 2000, b: 0.06 },
          ],
        ],
      },
    );
  });

  it.each([
    { a: 0, b: 1 },
    { a: 1, b: 1e-9 },
    { a: NaN, b: 1 },
  ])('refuses %p', (wrong) => {
    expect(() => probabilityGreater(wrong, { a: 1, b: 1 })).toThrow(InvalidStatisticsInputError);
    expect(() => probabilityGreater({ a: 1, b: 1 }, wrong)).toThrow(InvalidStatisticsInputError);
  });
});
