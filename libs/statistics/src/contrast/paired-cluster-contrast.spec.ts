import { InvalidStatisticsInputError } from '../statistics.errors.js';
import { pairedClusterContrast, type PairedScores } from './paired-cluster-contrast.js';

const BASE = [3.9, 3.9, 4.1, 2.5, 3.6, 4.2, 3.6, 3.0, 3.9, 3.8];
const TUNED = [4.2, 3.8, 4.6, 2.9, 3.5, 4.8, 4.1, 3.3, 3.9, 4.4];

function setUp({
  base = BASE,
  tuned = TUNED,
  clusters = base.map((_, i) => i),
  alpha = 0.05,
}: Partial<PairedScores> = {}) {
  return pairedClusterContrast({ base, tuned, clusters, alpha });
}

/** Every number in a result, at any depth. */
function numbersIn(value: object): number[] {
  return Object.values(value).flatMap((member: unknown) => {
    if (typeof member === 'number') return [member];
    return typeof member === 'object' && member !== null ? numbersIn(member) : [];
  });
}

describe(pairedClusterContrast.name, () => {
  it('agrees with scipy ttest_rel with one question a cluster', () => {
    const contrast = setUp();
    expect(contrast).toMatchObject({ n: 10, clusterCount: 10, degreesOfFreedom: 9 });
    expect(contrast.estimate).toBeCloseTo(0.3, 12);
    expect(contrast.standardError).toBeCloseTo(0.08692269873603532, 12);
    expect(contrast.t).toBeCloseTo(3.4513424498131653, 9);
    expect(contrast.pValue).toBeCloseTo(0.007259312488646001, 9);
    expect(contrast.interval?.lower).toBeCloseTo(0.1033671944495003, 9);
    expect(contrast.interval?.upper).toBeCloseTo(0.4966328055504996, 9);
    expect(contrast.tostInterval?.lower).toBeCloseTo(0.1407, 4);
    expect(contrast.tostInterval?.upper).toBeCloseTo(0.4593, 4);
    expect(contrast.correlation).toBeCloseTo(0.8868766339418979, 12);
    expect(contrast.dz).toBeCloseTo(1.091410312663498, 9);
    expect(contrast.hedgesG).toBeCloseTo(1.091410312663498 * 0.9138748917925524, 9);
  });

  it('has the cluster-robust error of questions from four documents', () => {
    const contrast = setUp({ clusters: [0, 0, 1, 1, 1, 2, 2, 3, 3, 3] });
    expect(contrast).toMatchObject({ clusterCount: 4, degreesOfFreedom: 3, note: undefined });
    // residual sums -0.4, -0.1, 0.5, 0
    expect(contrast.standardError).toBeCloseTo(Math.sqrt((4 / 3) * 0.42) / 10, 12);
    expect(contrast.t).toBeCloseTo(0.3 / 0.07483314773547875, 9);
  });

  it('agrees with hand work for clusters of unequal size', () => {
    // d = 1, 3, 2 | 0 | 4, 2: mean 2; residual sums 0, -2, 2; CR1 = sqrt(3/2 * 8) / 6
    const contrast = setUp({
      base: [0, 0, 0, 0, 0, 0],
      tuned: [1, 3, 2, 0, 4, 2],
      clusters: ['a', 'a', 'a', 'b', 'c', 'c'],
    });
    expect(contrast.standardError).toBeCloseTo(Math.sqrt(12) / 6, 14);
    expect(contrast.degreesOfFreedom).toBe(2);
    expect(contrast.interval?.lower).toBeCloseTo(2 - (4.302652729911275 * Math.sqrt(12)) / 6, 7);
    expect(contrast.correlation).toBeUndefined();
  });

  it.each([
    [
      'closed book',
      [3.5, 1.0, 1.5, 1.0, 2.5, 1.0, 2.0, 1.0, 1.0, 3.0, 3.5, 2.0],
      [4.0, 1.5, 2.0, 1.0, 3.0, 1.5, 2.5, 2.0, 1.0, 2.5, 3.0, 2.0],
      [0.25, 0.1305582419667734, 1.9148542155126762, 0.08186423116569437],
    ],
    [
      'given the right text',
      [5.0, 2.8, 4.55, 3.55, 5.0, 3.05, 4.55, 3.8, 2.8, 5.0, 5.0, 4.05],
      [4.3, 2.3, 4.3, 2.3, 5.0, 1.8, 3.3, 3.8, 1.8, 4.8, 5.0, 4.3],
      [-0.5125, 0.16144764138596424, -3.1744037608749816, 0.008848927266096387],
    ],
    [
      'with retrieval',
      [4.3, 2.8, 3.3, 2.3, 4.8, 1.8, 3.3, 3.3, 2.8, 4.8, 4.3, 4.3],
      [4.6, 1.1, 3.1, 1.6, 4.1, 2.1, 3.1, 3.1, 1.1, 4.1, 4.1, 3.1],
      [-0.575, 0.19583736295016005, -2.936109797119436, 0.01354163301696911],
    ],
  ])('agrees with scipy on a trial %s', (_, base, tuned, [estimate, error, t, p]) => {
    const contrast = setUp({ base, tuned });
    expect(contrast.estimate).toBeCloseTo(estimate as number, 9);
    expect(contrast.standardError).toBeCloseTo(error as number, 9);
    expect(contrast.t).toBeCloseTo(t as number, 8);
    expect(contrast.pValue).toBeCloseTo(p as number, 8);
  });

  it('changes sign with the order of the systems', () => {
    const swapped = setUp({ base: TUNED, tuned: BASE });
    expect(swapped.estimate).toBeCloseTo(-0.3, 12);
    expect(swapped.pValue).toBeCloseTo(0.007259312488646001, 9);
    expect(swapped.interval?.upper).toBeCloseTo(-0.1033671944495003, 9);
  });

  it('has no error bar from one cluster, and says so', () => {
    const contrast = setUp({ clusters: BASE.map(() => 'document') });
    expect(contrast.note).toBe('single-cluster');
    expect(contrast.estimate).toBeCloseTo(0.3, 12);
    const { standardError, t, pValue, interval, tostInterval } = contrast;
    expect([standardError, t, pValue, interval, tostInterval]).toEqual(Array(5).fill(undefined));
  });

  it('finds no difference between equal systems', () => {
    const contrast = setUp({ tuned: BASE });
    expect(contrast).toMatchObject({
      estimate: 0,
      standardError: 0,
      pValue: 1,
      interval: { lower: 0, upper: 0 },
      t: undefined,
      dz: undefined,
      hedgesG: undefined,
      note: 'constant-difference',
    });
  });

  it('takes rounding for no difference', () => {
    const contrast = setUp({ base: [0.1 + 0.2, 0.3, 0.3], tuned: [0.3, 0.1 + 0.2, 0.3] });
    expect(contrast).toMatchObject({ estimate: 0, pValue: 1, note: 'constant-difference' });
  });

  it('is certain of a constant difference, and says why', () => {
    const contrast = setUp({ base: [0.1, 0.2, 0.7], tuned: [0.3, 0.4, 0.9] });
    expect(contrast).toMatchObject({ standardError: 0, pValue: 0, note: 'constant-difference' });
    expect(contrast.interval?.lower).toBeCloseTo(0.2, 12);
    expect(contrast.dz).toBeUndefined();
  });

  it('claims no certainty when differences cancel within every cluster', () => {
    const contrast = setUp({ base: [0, 0, 0, 0], tuned: [1, -1, -1, 1], clusters: [1, 1, 2, 2] });
    expect(contrast).toMatchObject({ note: 'no-variation-between-clusters', pValue: undefined });
  });

  it.each([
    ['one question', { base: [1], tuned: [2] }],
    ['two questions', { base: [0, 1], tuned: [1, 1] }],
    ['a huge scale', { base: [1e100, -1e100, 3], tuned: [-1e100, 1e100, 1e100] }],
    ['a tiny scale', { base: [1e-200, 3e-200, 0], tuned: [2e-200, 0, 1e-300] }],
    ['zeros', { base: [0, 0], tuned: [0, 0] }],
    ['a narrow level', { base: [0, 1, 0], tuned: [1, 1, 0], alpha: 1e-12 }],
  ])('gives only finite numbers for %s', (_, input) => {
    expect(numbersIn(setUp(input)).every(Number.isFinite)).toBe(true);
  });

  it.each([
    ['no questions', { base: [], tuned: [] }],
    ['systems of unequal length', { base: [1, 2], tuned: [1] }],
    ['a missing cluster', { base: [1, 2], tuned: [1, 2], clusters: [1] }],
    ['a score that is no number', { base: [1, NaN], tuned: [1, 2] }],
    ['alpha one half', { alpha: 0.5 }],
    ['alpha that is no number', { alpha: NaN }],
  ])('refuses %s', (_, input) => {
    expect(() => setUp(input)).toThrow(InvalidStatisticsInputError);
  });
});
