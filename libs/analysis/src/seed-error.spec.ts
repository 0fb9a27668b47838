import {
  crossedSeeds,
  jointHalfWidth,
  pairedClusterContrast,
  studentTQuantile,
} from '@equipoise/statistics';
import { compare } from './comparison.js';
import { errorPartsOf, withSeedError } from './seed-error.js';

const CLOSE = 12;
/** Two seeds, six questions; questions of one document agree. */
const DIFFERENCES = [
  [-1, -0.9, 0.2, 0.3, 0.8, 0.9],
  [-0.4, -0.5, 0.6, 0.9, 1, 1.3],
];
const AVERAGE = DIFFERENCES[0]?.map((own, i) => (own + (DIFFERENCES[1]?.[i] ?? 0)) / 2) ?? [];

function withClusters(clusters: readonly string[]): ReturnType<typeof withSeedError> {
  const base = AVERAGE.map(() => 3);
  const tuned = AVERAGE.map((own) => 3 + own);
  const questionIds = AVERAGE.map((_, i) => String(i));
  return withSeedError(compare({ questionIds, base, tuned, clusters }, 0.05), DIFFERENCES, 0.05);
}

const crossed = crossedSeeds(
  AVERAGE.map((_, q) => DIFFERENCES.map((own) => own[q] ?? 0)),
  0.05,
);

describe(withSeedError, () => {
  it('has the error of the crossed analysis where every question is its own cluster', () => {
    const found = withClusters(['a', 'b', 'c', 'd', 'e', 'f']);
    expect(found.standardError).toBeCloseTo(crossed.standardError ?? 0, CLOSE);
    expect(found.seedError).toBeCloseTo(Math.sqrt((crossed.meanSquareSeeds ?? 0) / 12), CLOSE);
    expect(found).toMatchObject({ seeds: 2, degreesOfFreedom: null });
  });

  it('gives each part of the error the degrees of freedom of what it is known from', () => {
    const found = withClusters(['a', 'b', 'c', 'd', 'e', 'f']);
    const ofSeeds = (crossed.meanSquareSeeds ?? 0) / 12;
    const ofClusters = (crossed.standardError ?? 0) ** 2 - ofSeeds;
    const [t5, t1] = [studentTQuantile(0.975, 5), studentTQuantile(0.975, 1)];
    const half = Math.sqrt(ofClusters * t5 ** 2 + ofSeeds * t1 ** 2);
    expect(found.interval?.upper).toBeCloseTo((found.difference ?? 0) + half, 9);
    expect(found.interval?.lower).toBeCloseTo((found.difference ?? 0) - half, 9);
  });

  it('has the p of the interval that just reaches 0', () => {
    const found = withClusters(['a', 'b', 'c', 'd', 'e', 'f']);
    const half = jointHalfWidth(errorPartsOf(found), found.pValue ?? 0);
    expect(half).toBeCloseTo(Math.abs(found.difference ?? 0), 9);
  });

  it('is no surer of fine-tuning than of these adapters, even if their means are the same', () => {
    const alike = [
      [-1, 0, 1, 2, 3, 4],
      [0, -1, 2, 1, 4, 3],
    ];
    const tuned = [2.5, 2.5, 4.5, 4.5, 6.5, 6.5];
    const adapters = compare(
      {
        questionIds: ['1', '2', '3', '4', '5', '6'],
        base: tuned.map(() => 3),
        tuned,
        clusters: ['a', 'b', 'c', 'd', 'e', 'f'],
      },
      0.05,
    );
    const found = withSeedError(adapters, alike, 0.05);
    expect(found.seedDeviation).toBe(0);
    expect(found.standardError).toBeCloseTo(adapters.standardError ?? 0, CLOSE);
    expect(found.pValue).toBeGreaterThanOrEqual(adapters.pValue ?? 1);
  });

  it('takes the clustered error where clusters make it larger', () => {
    const clusters = ['a', 'a', 'b', 'b', 'c', 'c'];
    const found = withClusters(clusters);
    const ofQuestions =
      pairedClusterContrast({ base: AVERAGE.map(() => 0), tuned: AVERAGE, clusters, alpha: 0.05 })
        .standardError ?? 0;
    const ofSeeds = (crossed.meanSquareSeeds ?? 0) - (crossed.meanSquareResidual ?? 0);
    expect(found.standardError).toBeCloseTo(Math.sqrt(ofQuestions ** 2 + ofSeeds / 12), CLOSE);
    expect(found.standardError).toBeGreaterThan(crossed.standardError ?? Infinity);
  });

  it('takes the crossed error where clusters would make it smaller', () => {
    const found = withClusters(['a', 'b', 'c', 'c', 'b', 'a']);
    expect(found.standardError).toBeCloseTo(crossed.standardError ?? 0, CLOSE);
  });

  it('leaves one seed as it is', () => {
    const one = compare(
      { questionIds: ['p', 'q'], base: [3, 3], tuned: [3, 4], clusters: ['a', 'b'] },
      0.05,
    );
    expect(withSeedError(one, [[0, 1]], 0.05)).toEqual({
      ...one,
      seeds: 1,
      degreesOfFreedom: 1,
      seedDeviation: null,
      seedError: null,
    });
  });

  it('has no error bar where there is one cluster, and tells how seeds differ all the same', () => {
    const found = withClusters(AVERAGE.map(() => 'a'));
    expect(found).toMatchObject({ standardError: null, interval: null, note: 'single-cluster' });
    expect(errorPartsOf(found)).toEqual([]);
    expect(found.seedDeviation).toBeGreaterThan(0);
  });
});
