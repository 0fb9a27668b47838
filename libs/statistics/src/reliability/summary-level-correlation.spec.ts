import { InvalidStatisticsInputError } from '../statistics.errors.js';
import { summaryLevelCorrelation } from './summary-level-correlation.js';

const DOCUMENTS = [
  { judge: [1, 2, 3], human: [1, 3, 2] },
  { judge: [2, 2, 2], human: [1, 2, 3] },
  { judge: [3, 1, 2], human: [6, 2, 4] },
  { judge: [4], human: [5] },
];

describe(summaryLevelCorrelation.name, () => {
  it('averages the correlations of documents and reports those it skipped', () => {
    const found = summaryLevelCorrelation(DOCUMENTS, 'spearman');
    expect(found.mean).toBeCloseTo((0.5 + 1) / 2, 12);
    expect(found.skipped).toEqual([1, 3]);
    expect(found.correlations).toHaveLength(4);
    expect(found.correlations[1]).toBeUndefined();
  });

  it('tells the kinds of correlation apart', () => {
    expect(summaryLevelCorrelation(DOCUMENTS, 'kendall').mean).toBeCloseTo((1 / 3 + 1) / 2, 12);
  });

  it('has no mean where every document was skipped', () => {
    expect(summaryLevelCorrelation(DOCUMENTS.slice(1, 2), 'pearson')).toEqual({
      mean: undefined,
      correlations: [undefined],
      skipped: [0],
    });
  });

  it('does not depend on the order of documents', () => {
    const found = summaryLevelCorrelation(DOCUMENTS.toReversed(), 'spearman');
    expect(found.mean).toBeCloseTo(0.75, 12);
  });

  it.each([
    ['no document', []],
    ['a document without answers', [{ judge: [], human: [] }]],
    ['lists of different lengths', [{ judge: [1, 2], human: [1] }]],
  ])('refuses %s', (_, documents) => {
    expect(() => summaryLevelCorrelation(documents, 'pearson')).toThrow(
      InvalidStatisticsInputError,
    );
  });
});
