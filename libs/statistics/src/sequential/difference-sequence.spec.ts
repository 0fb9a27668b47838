import { seededRandom } from '@equipoise/kernel';
import fc from 'fast-check';
import { InvalidStatisticsInputError } from '../statistics.errors.js';
import {
  type DifferenceDesign,
  type DifferenceSequence,
  type DifferenceWave,
  extendDifferenceSequence,
  startDifferenceSequence,
} from './difference-sequence.js';

const POPULATION: DifferenceDesign = {
  alpha: 0.05,
  scoreRange: 4,
  claim: { about: 'population', largestCluster: 10 },
};
const WAVE = { differences: [1, 0.5, -0.2, 0.8, 0.1], clusters: ['a', 'a', 'b', 'c', 'c'] };

function after(design: DifferenceDesign, ...waves: DifferenceWave[]): DifferenceSequence {
  return waves.reduce(extendDifferenceSequence, startDifferenceSequence(design));
}

/** Clusters as one wave, named from `first` on. */
function waveOf(clusters: readonly number[][], first = 0): DifferenceWave {
  return {
    differences: clusters.flat(),
    clusters: clusters.flatMap((cluster, i) => cluster.map(() => first + i)),
  };
}

/** Differences of -4 and 4 only: the hardest case, where no bound has slack left. */
function extremeCluster(random: () => number): number[] {
  const gaussian = (): number =>
    Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  const shared = gaussian() * Math.sqrt(0.3);
  const size = 1 + Math.floor(random() * 10);
  return Array.from({ length: size }, () => (shared + gaussian() * Math.sqrt(0.7) > 0 ? 4 : -4));
}

/** Share of runs without a difference in which some of 8 waves of 5 clusters shows one. */
function falseFindings(design: DifferenceDesign, runs: number, asOne = false): number {
  const random = seededRandom('peeking');
  let found = 0;
  for (let run = 0; run < runs; run += 1) {
    let sequence = startDifferenceSequence(design);
    for (let wave = 0; wave < 8; wave += 1) {
      const clusters = Array.from({ length: 5 }, () => extremeCluster(random));
      const drawn = asOne ? clusters.flat().map((difference) => [difference]) : clusters;
      sequence = extendDifferenceSequence(sequence, waveOf(drawn, sequence.clusters.length));
    }
    if (sequence.interval.lower > 0 || sequence.interval.upper < 0) found += 1;
  }
  return found / runs;
}

describe(extendDifferenceSequence.name, () => {
  it('starts from the whole range of differences', () => {
    const { interval, tostInterval, n } = startDifferenceSequence(POPULATION);
    expect(interval).toEqual({ lower: -4, upper: 4 });
    expect(tostInterval).toEqual({ lower: -4, upper: 4 });
    expect(n).toBe(0);
  });

  it('draws one value a cluster, its mean on the unit scale, and its size', () => {
    const { betting, clusters, n } = after(POPULATION, WAVE);
    expect(clusters).toEqual(['a', 'b', 'c']);
    expect(n).toBe(5);
    expect(betting.observations.map(({ size }) => size)).toEqual([2, 1, 2]);
    expect(betting.observations[0]?.value).toBeCloseTo((0.75 + 4) / 8, 12);
  });

  it('counts every cluster once when the claim is about clusters', () => {
    const { betting } = after({ ...POPULATION, claim: { about: 'clusters' } }, WAVE);
    expect(betting.observations.map(({ size }) => size)).toEqual([1, 1, 1]);
  });

  it('ends on the mean over the questions of a fixed set', () => {
    const design = { ...POPULATION, claim: { about: 'fixed-set' as const, questions: 5 } };
    const { interval } = after(design, WAVE);
    expect(interval.lower).toBeCloseTo(2.2 / 5, 7);
    expect(interval.upper).toBeCloseTo(2.2 / 5, 7);
  });

  it('turns round when both systems change places', () => {
    const differences = fc.array(fc.double({ min: -4, max: 4, noNaN: true }), { minLength: 1 });
    fc.assert(
      fc.property(differences, (list) => {
        const clusters = list.map((_, i) => Math.floor(i / 3));
        const own = after(POPULATION, { differences: list, clusters });
        const other = after(POPULATION, { differences: list.map((d) => -d), clusters });
        expect(other.interval.lower).toBeCloseTo(-own.interval.upper, 8);
        expect(other.interval.upper).toBeCloseTo(-own.interval.lower, 8);
      }),
    );
  });

  it('is the same in one wave and in two', () => {
    const clusters = [[1, 0.5], [-0.2], [0.8, 0.1]];
    const split = after(POPULATION, waveOf(clusters.slice(0, 1)), waveOf(clusters.slice(1), 1));
    expect(split).toEqual(after(POPULATION, waveOf(clusters)));
  });

  it.each<[string, DifferenceDesign['claim']]>([
    ['the population', { about: 'population', largestCluster: 10 }],
    ['clusters', { about: 'clusters' }],
  ])(
    'finds a difference about %s at most in a share alpha of runs without one, looking at every wave',
    (_, claim) => {
      expect(falseFindings({ ...POPULATION, claim, truncation: 0.75 }, 400)).toBeLessThan(0.05);
    },
  );

  it('would find too many if questions that depend on each other were drawn one by one', () => {
    const claim = { about: 'population' as const, largestCluster: 1 };
    expect(falseFindings({ ...POPULATION, claim }, 100, true)).toBeGreaterThan(0.15);
  });

  it('refuses a cluster that came in an earlier wave', () => {
    const second = { differences: [0.3], clusters: ['b'] };
    expect(() => after(POPULATION, WAVE, second)).toThrow(
      new InvalidStatisticsInputError('cluster b came before; bring it whole in one wave'),
    );
  });

  it.each([
    ['an empty wave', { differences: [], clusters: [] }],
    ['a missing cluster', { differences: [1, 2], clusters: ['a'] }],
    ['a difference out of range', { differences: [4.5], clusters: ['a'] }],
    ['a difference that is no number', { differences: [NaN], clusters: ['a'] }],
    [
      'a cluster above the largest',
      { differences: Array<number>(11).fill(0), clusters: Array<string>(11).fill('a') },
    ],
  ])('refuses %s', (_, wave) => {
    expect(() => after(POPULATION, wave)).toThrow(InvalidStatisticsInputError);
  });

  it('refuses a score without a range', () => {
    expect(() => startDifferenceSequence({ ...POPULATION, scoreRange: 0 })).toThrow(
      InvalidStatisticsInputError,
    );
  });
});
