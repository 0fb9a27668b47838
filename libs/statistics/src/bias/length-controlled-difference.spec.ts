import fc from 'fast-check';
import { pairedClusterContrast } from '../contrast/paired-cluster-contrast.js';
import { InvalidStatisticsInputError } from '../statistics.errors.js';
import { lengthControlledDifference } from './length-controlled-difference.js';

const LENGTHS = [12, -4, 30, 8, 0, 21, -9, 15];
const SCORES = [0.5, -0.2, 1.1, 0.1, 0.2, 0.6, -0.4, 0.7];
const CLUSTERS = ['a', 'a', 'b', 'b', 'c', 'c', 'd', 'd'];

function fitted(change: Partial<Parameters<typeof lengthControlledDifference>[0]> = {}) {
  return lengthControlledDifference({
    differences: SCORES,
    lengthDifferences: LENGTHS,
    clusters: CLUSTERS,
    alpha: 0.05,
    ...change,
  });
}

/** The sandwich by its matrices: (X'X)^-1 (sum of scores of clusters) (X'X)^-1, with CR1's factor. */
function sandwichError(intercept: number, slope: number): number {
  const n = LENGTHS.length;
  const [sum, squares] = [LENGTHS.reduce((a, b) => a + b), LENGTHS.reduce((a, b) => a + b * b, 0)];
  const determinant = n * squares - sum * sum;
  const scores = new Map<string, [number, number]>();
  LENGTHS.forEach((length, i) => {
    const residual = SCORES[i]! - intercept - slope * length;
    const [one, two] = scores.get(CLUSTERS[i]!) ?? [0, 0];
    scores.set(CLUSTERS[i]!, [one + residual, two + residual * length]);
  });
  const moved = [...scores.values()].map(([one, two]) => (squares * one - sum * two) / determinant);
  const factor = (4 / 3) * ((n - 1) / (n - 2));
  return Math.sqrt(factor * moved.reduce((total, move) => total + move * move, 0));
}

describe(lengthControlledDifference.name, () => {
  it('is the intercept of the least-squares line, with its cluster-robust error', () => {
    const { estimate = NaN, slope = NaN, raw, standardError, degreesOfFreedom, note } = fitted();
    const residuals = SCORES.map((score, i) => score - estimate - slope * LENGTHS[i]!);
    expect(residuals.reduce((a, b) => a + b)).toBeCloseTo(0, 12);
    expect(residuals.reduce((a, b, i) => a + b * LENGTHS[i]!, 0)).toBeCloseTo(0, 10);
    expect(standardError).toBeCloseTo(sandwichError(estimate, slope), 12);
    expect(degreesOfFreedom).toBe(3);
    expect(raw).toBeCloseTo(0.325, 12);
    expect(note).toBeUndefined();
  });

  it('tests the estimate by its t, and agrees with the interval', () => {
    const { estimate = 0, standardError = 0, t, pValue, interval } = fitted();
    expect(t).toBeCloseTo(estimate / standardError, 12);
    expect(pValue! < 0.05).toBe(interval!.lower > 0 || interval!.upper < 0);
  });

  it('leaves nothing of a difference that is all length', () => {
    const differences = LENGTHS.map((length, i) => 0.02 * length + (i % 2 === 0 ? 0.01 : -0.01));
    const { raw, estimate } = fitted({ differences });
    expect(raw).toBeGreaterThan(0.15);
    expect(Math.abs(estimate!)).toBeLessThan(0.01);
  });

  it('has the plain contrast as its limit where length explains nothing', () => {
    const lengthDifferences = [1, -1, 1, -1, 1, -1, 1, -1];
    const differences = [0.3, 0.3, 0.5, 0.5, 0.1, 0.1, 0.2, 0.2];
    const { estimate, standardError, slope } = fitted({ differences, lengthDifferences });
    const plain = pairedClusterContrast({
      base: differences.map(() => 0),
      tuned: differences,
      clusters: CLUSTERS,
      alpha: 0.05,
    });
    expect(slope).toBeCloseTo(0, 12);
    expect(estimate).toBeCloseTo(plain.estimate, 12);
    expect(standardError! / Math.sqrt(7 / 6)).toBeCloseTo(plain.standardError!, 12);
  });

  it('does not depend on the unit of length', () => {
    const own = fitted();
    const scaled = fitted({ lengthDifferences: LENGTHS.map((length) => length * 1e60) });
    expect(scaled.estimate).toBeCloseTo(own.estimate!, 12);
    expect(scaled.standardError).toBeCloseTo(own.standardError!, 12);
  });

  it.each([
    [
      'lengths that are all equal',
      { lengthDifferences: LENGTHS.map(() => 5) },
      'constant-length',
      undefined,
    ],
    [
      'lengths that never differ',
      { lengthDifferences: LENGTHS.map(() => 0) },
      'constant-length',
      0.325,
    ],
  ])('notes %s', (_, change, note, estimate) => {
    const found = fitted(change);
    expect(found).toMatchObject({ note, standardError: undefined, interval: undefined });
    if (estimate === undefined) expect(found.estimate).toBeUndefined();
    else expect(found.estimate).toBeCloseTo(estimate, 12);
  });

  it('gives no error bar for too few clusters or a line without residuals', () => {
    expect(fitted({ clusters: CLUSTERS.map((_, i) => i % 2) })).toMatchObject({
      note: 'few-clusters',
      standardError: undefined,
    });
    expect(fitted({ differences: LENGTHS.map((length) => 1 + 0.1 * length) })).toMatchObject({
      note: 'perfect-fit',
      standardError: undefined,
    });
    const two = { differences: [1, 2], lengthDifferences: [0, 1], clusters: ['a', 'b'] };
    expect(fitted(two)).toMatchObject({ note: 'few-clusters', estimate: 1 });
  });

  it('gives no number that is not finite, whatever the sample', () => {
    const value = fc.constantFrom(-2, -0.1, 0, 0.1, 0.3, 1);
    const row = fc.record({ score: value, length: value, cluster: fc.nat(3) });
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 7 }), (rows) => {
        const { interval, ...numbers } = lengthControlledDifference({
          differences: rows.map(({ score }) => score),
          lengthDifferences: rows.map(({ length }) => length),
          clusters: rows.map(({ cluster }) => cluster),
          alpha: 0.05,
        });
        const all = [...Object.values(numbers), interval?.lower, interval?.upper];
        const wrong = all.filter((item) => typeof item === 'number' && !Number.isFinite(item));
        expect(wrong).toEqual([]);
      }),
    );
  });

  it.each([
    ['no differences', { differences: [], lengthDifferences: [], clusters: [] }],
    ['a missing length', { lengthDifferences: [1] }],
    ['a missing cluster', { clusters: ['a'] }],
    ['a length that is not finite', { lengthDifferences: LENGTHS.map(() => Infinity) }],
    ['alpha 0', { alpha: 0 }],
  ])('refuses %s', (_, change) => {
    expect(() => fitted(change)).toThrow(InvalidStatisticsInputError);
  });
});
