import fc from 'fast-check';
import { InvalidStatisticsInputError } from '../statistics.errors.js';
import { bernsteinLowerBounds, hoeffdingLowerBounds } from './predictable-mixture.js';

const VALUES = [1, 0, 1, 1, 0.5, 1, 0, 1, 1, 1, 0.5, 1, 1, 0, 1, 1, 1, 0.5, 1, 1];
const BOUNDS = [hoeffdingLowerBounds, bernsteinLowerBounds];

describe('predictable mixtures', () => {
  it('agree with confseq after 20 values, each side at half of 0.05', () => {
    const input = { values: VALUES, alpha: 0.025 };
    expect(hoeffdingLowerBounds(input).each.at(-1)).toBeCloseTo(0.45122363367, 10);
    expect(bernsteinLowerBounds(input).each.at(-1)).toBeCloseTo(0.3177765359773, 10);
  });

  it('give Bernstein the narrower bound once there are many values that vary little', () => {
    const values = Array.from({ length: 600 }, (_, i) => 0.5 + 0.05 * Math.sin(i * 12.9898));
    const input = { values, alpha: 0.025 };
    const bernstein = bernsteinLowerBounds(input).running.at(-1);
    expect(bernstein).toBeGreaterThan(hoeffdingLowerBounds(input).running.at(-1)!);
  });

  it.each(BOUNDS)(
    '%p stays in [0, 1], runs upwards, and below the mean of equal values',
    (bounds) => {
      const values = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1 });
      fc.assert(
        fc.property(values, (list) => {
          const { each, running } = bounds({ values: list, alpha: 0.05 });
          expect(each.every((bound) => bound >= 0 && bound <= 1)).toBe(true);
          running.forEach((bound, i) => {
            expect(bound).toBe(Math.max(...each.slice(0, i + 1)));
          });
          const constant = bounds({ values: list.map(() => 0.6), alpha: 0.05 });
          expect(Math.max(...constant.each)).toBeLessThan(0.6);
        }),
      );
    },
  );

  it.each(BOUNDS)('%p refuses no value, a value above 1 and alpha 0', (bounds) => {
    for (const [values, alpha] of [
      [[], 0.05],
      [[1.1], 0.05],
      [[NaN], 0.05],
      [[0.5], 0],
    ] as const) {
      expect(() => bounds({ values, alpha })).toThrow(InvalidStatisticsInputError);
    }
  });
});
