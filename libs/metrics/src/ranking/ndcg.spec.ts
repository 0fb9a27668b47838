import { InvalidMetricInputError } from '../metrics.errors.js';
import { ndcgAtK } from './ndcg.js';

const GRADES = new Map([
  ['best', 3],
  ['good', 2],
  ['fair', 1],
  ['bad', 0],
]);

describe(ndcgAtK.name, () => {
  it('agrees with a case worked by hand', () => {
    // DCG = 1/log2(2) + 7/log2(3) = 5.4165; ideal = 7/log2(2) + 3/log2(3) = 8.8928
    expect(ndcgAtK(['fair', 'best'], GRADES, 2)).toBeCloseTo(0.6091, 4);
  });

  it('is 1 for the ideal order, whatever follows it', () => {
    expect(ndcgAtK(['best', 'good', 'fair', 'bad'], GRADES, 4)).toBe(1);
    expect(ndcgAtK(['best', 'good', 'bad', 'fair'], GRADES, 2)).toBe(1);
  });

  it('misses what was not ranked', () => {
    // 7 of 7 + 3/log2(3) + 1/log2(4) = 9.3928
    expect(ndcgAtK(['best'], GRADES, 10)).toBeCloseTo(0.7453, 4);
  });

  it('with a set has gains of 1', () => {
    // 1/log2(3) of 1
    expect(ndcgAtK(['x', 'a'], new Set(['a']), 10)).toBeCloseTo(0.6309, 4);
  });

  it('is 0 when nothing is ranked or nothing is relevant', () => {
    expect(ndcgAtK([], GRADES, 3)).toBe(0);
    expect(ndcgAtK(['a'], new Set(), 3)).toBe(0);
  });

  it.each([0, 1.5, -1])('refuses k = %p', (k) => {
    expect(() => ndcgAtK(['best'], GRADES, k)).toThrow(InvalidMetricInputError);
  });

  it('refuses an id ranked twice', () => {
    expect(() => ndcgAtK(['best', 'best'], GRADES, 2)).toThrow(InvalidMetricInputError);
  });
});
