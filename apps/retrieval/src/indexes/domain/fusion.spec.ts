import { type Hit, reciprocalRankFusion } from './fusion.js';

const ranking = (...positions: number[]): Hit[] =>
  positions.map((position, i) => ({ position, score: 10 - i }));

describe(reciprocalRankFusion.name, () => {
  it('adds 1 / (60 + rank) over the rankings, as by hand', () => {
    const [first, second, third] = reciprocalRankFusion([ranking(7, 3), ranking(3, 9)], 10);
    expect(first).toEqual({ position: 3, score: 1 / 62 + 1 / 61 });
    expect(second).toEqual({ position: 7, score: 1 / 61 });
    expect(third).toEqual({ position: 9, score: 1 / 62 });
  });

  it('puts equal scores in order of position', () => {
    const hits = reciprocalRankFusion([ranking(8, 2), ranking(2, 8)], 10);
    expect(hits.map((hit) => hit.position)).toEqual([2, 8]);
  });

  it('gives no more than asked for', () => {
    expect(reciprocalRankFusion([ranking(1, 2, 3)], 2)).toHaveLength(2);
  });

  it('gives nothing for rankings without hits', () => {
    expect(reciprocalRankFusion([[], []], 5)).toEqual([]);
  });
});
