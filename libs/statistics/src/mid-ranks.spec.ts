import { midRanks } from './mid-ranks.js';

describe(midRanks.name, () => {
  it('ranks from 1, smallest first, and shares the ranks of equal values', () => {
    expect(midRanks([5, 6, 7, 8, 7])).toEqual([1, 2, 3.5, 5, 3.5]);
    expect(midRanks([2, 2, 2])).toEqual([2, 2, 2]);
  });

  it('has no ranks for no values', () => {
    expect(midRanks([])).toEqual([]);
  });
});
