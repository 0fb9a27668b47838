import { wildClusterBootstrap } from '@equipoise/statistics';
import { aScoreTable, tunedArm, BASE } from '../test/a-score-table.js';
import { analyse } from './analyse.js';
import { clusterTests } from './cluster-tests.js';

const SETTINGS = aScoreTable().settings;

function somePairs(clusters: number): Parameters<typeof clusterTests>[0] {
  const numbers = Array.from({ length: 2 * clusters }, (_, i) => i);
  const tuned = numbers.map((i) => 3 + ((i * 7) % 5) / 5);
  return {
    questionIds: numbers.map(String),
    base: numbers.map(() => 3),
    tuned,
    clusters: numbers.map((i) => String(i % clusters)),
    tunedBySeed: [tuned],
  };
}

describe(clusterTests, () => {
  it('gives both tests below 20 clusters, the bootstrap as the statistics library has it', () => {
    const pairs = somePairs(6);
    const { signFlip, wildBootstrap } = clusterTests(pairs, { n: 12, clusters: 6 }, SETTINGS);
    const values = pairs.tuned.map((own) => own - 3);
    const { pValue, interval } = wildClusterBootstrap({
      ...{ values, clusters: pairs.clusters, alpha: SETTINGS.alpha, seed: SETTINGS.seed },
    });
    expect(signFlip?.smallestPossibleP).toBe(2 / 2 ** 6);
    expect(wildBootstrap).toEqual({ pValue, interval, method: 'exact', patterns: 64 });
  });

  it.each([
    [20, true, false],
    [49, true, false],
    [50, false, false],
    [1, true, false],
  ])('with %d clusters: sign-flip %p, bootstrap %p', (clusters, flips, boots) => {
    const found = clusterTests(somePairs(clusters), { n: 2 * clusters, clusters }, SETTINGS);
    expect([found.signFlip !== null, found.wildBootstrap !== null]).toEqual([flips, boots]);
  });

  it('gives none for several seeds, which they would leave out', () => {
    const arms = [BASE, tunedArm({ seed: 1 }), tunedArm({ seed: 2 })];
    const [contrast] = analyse(aScoreTable({ arms })).contrasts;
    expect(contrast).toMatchObject({ clusters: 15, signFlip: null, wildBootstrap: null });
  });
});
