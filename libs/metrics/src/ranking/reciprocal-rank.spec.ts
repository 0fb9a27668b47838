import { InvalidMetricInputError } from '../metrics.errors.js';
import { reciprocalRank } from './reciprocal-rank.js';

const RANKED = ['d1', 'd2', 'd3', 'd4'];

describe(reciprocalRank.name, () => {
  it.each([
    [['d1'], 1],
    [['d4', 'd3'], 1 / 3],
    [['missed'], 0],
    [[], 0],
  ])('for the relevant ids %p is %p', (relevant, expected) => {
    expect(reciprocalRank(RANKED, new Set<string>(relevant))).toBeCloseTo(expected, 12);
  });

  it('stops at the cut-off', () => {
    expect(reciprocalRank(RANKED, new Set(['d3']), 2)).toBe(0);
    expect(reciprocalRank(RANKED, new Set(['d3']), 3)).toBeCloseTo(1 / 3, 12);
  });

  it('refuses a cut-off of 0', () => {
    expect(() => reciprocalRank(RANKED, new Set(['d1']), 0)).toThrow(InvalidMetricInputError);
  });
});
