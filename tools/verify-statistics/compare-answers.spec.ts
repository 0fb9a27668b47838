import { type Answers, compareAnswers } from './compare-answers.js';

const EXPECTED: Answers = {
  mean: 0.5,
  ci95: [0.1, 0.9],
  test: { p: 0.04, isFound: true },
  none: null,
  notes: 'by hand',
};
const FOUND = {
  mean: 0.5,
  ci95: [0.1, 0.9],
  test: { p: 0.04, isFound: true },
  none: undefined,
  more: 1,
};

function pathsOf(found: unknown, expected = EXPECTED, tolerance = 1e-9): string[] {
  return compareAnswers(expected, found, tolerance).mismatches.map(({ path }) => path);
}

describe(compareAnswers.name, () => {
  it('accepts equal answers, whatever else was computed', () => {
    expect(compareAnswers(EXPECTED, FOUND, 0)).toEqual({
      largestError: 0,
      at: 'mean',
      mismatches: [],
    });
  });

  it('allows numbers their tolerance and no more, and tells the largest error', () => {
    const found = { ...FOUND, ci95: [0.1, 0.9 + 2e-4] };
    expect(pathsOf(found, EXPECTED, 1e-3)).toEqual([]);
    expect(pathsOf(found, EXPECTED, 1e-4)).toEqual(['ci95[1]']);
    const comparison = compareAnswers(EXPECTED, found, 1e-3);
    expect(comparison.largestError).toBeCloseTo(2e-4, 12);
    expect(comparison.at).toBe('ci95[1]');
  });

  it.each([
    ['a missing answer', { ...FOUND, mean: undefined }, ['mean']],
    ['a missing object', { ...FOUND, test: undefined }, ['test.p', 'test.isFound']],
    ['no number', { ...FOUND, mean: NaN }, ['mean']],
    ['a text in place of a number', { ...FOUND, mean: '0.5' }, ['mean']],
    ['a shorter list', { ...FOUND, ci95: [0.1] }, ['ci95']],
    ['a longer list', { ...FOUND, ci95: [0.1, 0.9, 1] }, ['ci95']],
    ['another claim', { ...FOUND, test: { p: 0.04, isFound: false } }, ['test.isFound']],
    ['a value where there is none', { ...FOUND, none: 0 }, ['none']],
    ['nothing at all', undefined, ['mean', 'ci95', 'test.p', 'test.isFound']],
  ])('finds %s', (_, found, paths) => {
    expect(pathsOf(found)).toEqual(paths);
  });

  it('takes a text for an answer, unless it is a remark', () => {
    expect(pathsOf({}, { decision: 'continue' })).toEqual(['decision']);
    expect(pathsOf({ decision: 'continue' }, { decision: 'continue' })).toEqual([]);
    expect(pathsOf({}, { notes: 'see the paper' })).toEqual([]);
    expect(pathsOf({}, { notes: 3 })).toEqual(['notes']);
  });

  it('takes names that differ by case and underscores for the same', () => {
    expect(pathsOf({ seCr1: 2 }, { se_CR1: 2 })).toEqual([]);
    expect(pathsOf({ se_CR1: 1, seCr1: 2 }, { se_CR1: 1 })).toEqual([]);
    expect(pathsOf({ 'W-': 1 }, { 'W+': 1 })).toEqual(['W+']);
  });
});
