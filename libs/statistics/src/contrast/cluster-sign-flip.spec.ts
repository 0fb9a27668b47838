import { InvalidStatisticsInputError } from '../statistics.errors.js';
import { clusterSignFlip } from './cluster-sign-flip.js';

const DIFFERENCES = [0.3, -0.1, 0.5, 0.4, -0.1, 0.6, 0.5, 0.3, 0.0, 0.6];
const EACH_ITS_OWN = DIFFERENCES.map((_, i) => i);

function many(count: number, shift: number): number[] {
  return Array.from({ length: count }, (_, i) => Math.sin(i * 12.9898) + shift);
}

describe(clusterSignFlip.name, () => {
  it('agrees with scipy permutation_test over all patterns', () => {
    const test = clusterSignFlip({ differences: DIFFERENCES, clusters: EACH_ITS_OWN, seed: 's' });
    expect(test).toEqual({
      pValue: 0.015625,
      smallestPossibleP: 2 / 1024,
      method: 'exact',
      patterns: 1024,
    });
  });

  it('flips whole clusters, so that four that agree reach their floor of 0.125', () => {
    const clusters = ['a', 'a', 'a', 'b', 'b', 'b', 'c', 'c', 'd', 'd'];
    const test = clusterSignFlip({ differences: DIFFERENCES, clusters, seed: 's' });
    expect(test.pValue).toBe(0.125);
    expect(test.smallestPossibleP).toBe(0.125);
  });

  it('counts ties that rounding hides', () => {
    const differences = [0.1, 0.2, -0.3];
    expect(clusterSignFlip({ differences, clusters: [1, 2, 3], seed: 's' }).pValue).toBe(1);
  });

  it('counts all patterns of 30 clusters and draws for 31', () => {
    const exact = clusterSignFlip({ differences: many(30, 0.2), seed: 's' });
    expect(exact).toMatchObject({ method: 'exact', patterns: 2 ** 30 });
    const drawn = clusterSignFlip({ differences: many(31, 0.2), seed: 's' });
    expect(drawn).toMatchObject({ method: 'monte-carlo', patterns: 9999 });
  });

  it('takes every question for its own cluster when told of none', () => {
    const alone = clusterSignFlip({ differences: DIFFERENCES, seed: 's' });
    const named = clusterSignFlip({ differences: DIFFERENCES, clusters: EACH_ITS_OWN, seed: 's' });
    expect(alone).toEqual(named);
  });

  it('draws near the exact p-value, reproducibly', () => {
    // a cluster of zero difference changes nothing but forces the draws
    const differences = [...many(30, 0.2), 0];
    const exact = clusterSignFlip({ differences: differences.slice(0, 30), seed: 's' });
    const drawn = clusterSignFlip({ differences, seed: 's' });
    expect(exact.pValue).toBeGreaterThan(0.05);
    expect(Math.abs(drawn.pValue - exact.pValue)).toBeLessThan(0.015);
    expect(clusterSignFlip({ differences, seed: 's' })).toEqual(drawn);
  });

  it('never gives p = 0', () => {
    const differences = Array<number>(40).fill(1);
    expect(clusterSignFlip({ differences, seed: 's', draws: 99 }).pValue).toBe(0.01);
  });

  it.each([
    ['one cluster', [1, 2], ['a', 'a']],
    ['no difference', [0, 0, 0], ['a', 'b', 'c']],
  ])('gives p = 1 for %s', (_, differences, clusters) => {
    expect(clusterSignFlip({ differences, clusters, seed: 's' }).pValue).toBe(1);
  });

  it.each([
    ['no differences', { differences: [], clusters: [] }],
    ['a missing cluster', { differences: [1, 2], clusters: [1] }],
    ['no draws', { differences: [1], clusters: [1], draws: 0 }],
  ])('refuses %s', (_, input) => {
    expect(() => clusterSignFlip({ ...input, seed: 's' })).toThrow(InvalidStatisticsInputError);
  });
});
