import fc from 'fast-check';
import { InvalidStatisticsInputError } from '../statistics.errors.js';
import { eBenjaminiHochberg } from './e-values.js';

describe(eBenjaminiHochberg.name, () => {
  it.each([
    ['the largest alone', [140, 30, 3, 0.5, 1.2, 0], [0], 120],
    [
      'two that are enough together, though neither is alone',
      [100, 61, 3, 0.5, 1.2, 0],
      [0, 1],
      60,
    ],
    ['none', [119, 30, 3, 0.5, 1.2, 0], [], 120],
    ['all', [Infinity, 20, 20], [0, 1, 2], 20],
  ])('finds %s', (_, eValues, findings, threshold) => {
    const found = eBenjaminiHochberg(eValues, 0.05);
    expect(found.isFinding.flatMap((is, i) => (is ? [i] : []))).toEqual(findings);
    expect(found.findingCount).toBe(findings.length);
    expect(found.threshold).toBeCloseTo(threshold, 10);
  });

  it('finds at a level what its adjusted values allow at that level', () => {
    const eValue = fc.double({ min: 0, max: 1000, noNaN: true });
    fc.assert(
      fc.property(fc.array(eValue, { maxLength: 15 }), (eValues) => {
        const { isFinding, adjusted } = eBenjaminiHochberg(eValues, 0.1);
        adjusted.forEach((level, i) => {
          if (Math.abs(level - 0.1) > 1e-12) expect(isFinding[i]).toBe(level < 0.1);
        });
      }),
    );
  });

  it('finds nothing in an empty family', () => {
    expect(eBenjaminiHochberg([], 0.05)).toMatchObject({ findingCount: 0, adjusted: [] });
  });

  it.each([
    [[-1], 0.05],
    [[NaN], 0.05],
    [[1], 0],
    [[1], 1],
  ])('refuses %p at %p', (eValues, alpha) => {
    expect(() => eBenjaminiHochberg(eValues, alpha)).toThrow(InvalidStatisticsInputError);
  });
});
