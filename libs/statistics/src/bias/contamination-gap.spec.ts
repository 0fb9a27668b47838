import { clusteredMean } from '../clusters/clustered-mean.js';
import { InvalidStatisticsInputError } from '../statistics.errors.js';
import { contaminationGap } from './contamination-gap.js';

const DIRTY = [1, 1, 0, 1, 1, 1, 0, 1, 1, 1];
const CLEAN = [1, 0, 1, 0, 1, 1, 0, 1, 0, 0, 1, 1, 0, 1, 0, 1, 1, 0, 1, 0];

describe(contaminationGap.name, () => {
  it('agrees with scipy fisher_exact and the closed form on scores of 0 and 1', () => {
    const found = contaminationGap({ scores: DIRTY }, { scores: CLEAN });
    expect(found.gap).toBeCloseTo(0.25, 12);
    expect(found.standardError).toBeCloseTo(0.16844880527923015, 12);
    expect(found.fisherP).toBeCloseTo(0.24647346656342156, 9);
    expect(found.note).toBeUndefined();
  });

  it('adds the variances of two means otherwise', () => {
    const found = contaminationGap({ scores: [3, 4, 5] }, { scores: [1, 2, 3, 4] });
    expect(found.gap).toBeCloseTo(1.5, 12);
    expect(found.standardError).toBeCloseTo(Math.sqrt(1 / 3 + 5 / 3 / 4), 12);
    expect(found.fisherP).toBeUndefined();
  });

  it('knows that questions of a document depend on each other', () => {
    const clusters = CLEAN.map((_, i) => Math.floor(i / 4));
    const documents = DIRTY.map((_, i) => Math.floor(i / 2));
    const found = contaminationGap(
      { scores: DIRTY, clusters: documents },
      { scores: CLEAN, clusters },
    );
    const [dirty, clean] = [
      clusteredMean({ scores: DIRTY, clusters: documents, alpha: 0.05 }),
      clusteredMean({ scores: CLEAN, clusters, alpha: 0.05 }),
    ];
    const expected = Math.hypot(dirty.standardError!, clean.standardError!);
    expect(found.standardError).toBeCloseTo(expected, 12);
  });

  it('has nothing to compare where a slice is empty', () => {
    const found = contaminationGap({ scores: [] }, { scores: CLEAN });
    expect(found).toEqual({
      dirty: undefined,
      clean: 0.55,
      gap: undefined,
      standardError: undefined,
      fisherP: undefined,
      note: 'one-slice',
    });
  });

  it('gives no error bar for a slice of one cluster', () => {
    const found = contaminationGap({ scores: [1, 0], clusters: ['a', 'a'] }, { scores: CLEAN });
    expect(found).toMatchObject({ standardError: undefined, note: 'few-clusters' });
    expect(contaminationGap({ scores: [2.5] }, { scores: [1, 2] }).note).toBe('few-clusters');
  });

  it('refuses a score that is not finite and a missing cluster', () => {
    expect(() => contaminationGap({ scores: [NaN] }, { scores: [1] })).toThrow(
      InvalidStatisticsInputError,
    );
    expect(() => contaminationGap({ scores: [1], clusters: [] }, { scores: [1] })).toThrow(
      InvalidStatisticsInputError,
    );
  });
});
