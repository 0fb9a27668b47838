import fc from 'fast-check';
import { InvalidStatisticsInputError } from '../statistics.errors.js';
import { drawingOrder, wavesOf } from './drawing-order.js';

const CLUSTERS = ['a', 'b', 'a', 'c', 'a', 'b'];
const CLAIMS = ['population', 'clusters', 'fixed-set'] as const;

describe(drawingOrder.name, () => {
  it.each(CLAIMS)('about %s draws every question once, clusters together', (about) => {
    const label = fc.constantFrom('a', 'b', 'c', 'd');
    fc.assert(
      fc.property(fc.array(label), fc.string(), (clusters, seed) => {
        const order = drawingOrder({ clusters, about, seed });
        expect(order.toSorted((a, b) => a - b)).toEqual(clusters.map((_, i) => i));
        const runs = order.filter((place, i) => clusters[place] !== clusters[order[i - 1] ?? -1]);
        expect(runs).toHaveLength(new Set(clusters).size);
      }),
    );
  });

  it.each([
    ['population', 1 / 3],
    ['fixed-set', 3 / 6],
  ] as const)('about %s begins with the largest cluster with its chance', (about, chance) => {
    const seeds = Array.from({ length: 2000 }, (_, i) => `seed ${i}`);
    const first = seeds.filter((seed) => {
      const [place = 0] = drawingOrder({ clusters: CLUSTERS, about, seed });
      return CLUSTERS[place] === 'a';
    });
    expect(Math.abs(first.length / 2000 - chance)).toBeLessThan(0.04);
  });

  it('is the same for the same seed', () => {
    const input = { clusters: CLUSTERS, about: 'population' as const, seed: 's' };
    expect(drawingOrder(input)).toEqual(drawingOrder(input));
  });
});

describe(wavesOf.name, () => {
  it('splits no cluster and makes each wave large enough but for the last', () => {
    expect(wavesOf([0, 2, 4, 3, 1, 5], CLUSTERS, 2)).toEqual([
      [0, 2, 4],
      [3, 1, 5],
    ]);
    expect(wavesOf([3, 0, 2, 4, 1, 5], CLUSTERS, 4)).toEqual([
      [3, 0, 2, 4],
      [1, 5],
    ]);
    expect(wavesOf([], CLUSTERS, 2)).toEqual([]);
  });

  it.each([0, 1.5, NaN])('refuses waves of %d questions', (questions) => {
    expect(() => wavesOf([0], CLUSTERS, questions)).toThrow(InvalidStatisticsInputError);
  });
});
