import { InvalidStatisticsInputError } from '../statistics.errors.js';
import { resamplingVarianceRatio } from './resampling-gain.js';

/** A binary score whose difficulty is uniform on [0, 1]. */
const UNIFORM = { betweenQuestions: 1 / 12, withinQuestions: 1 / 6 };

describe(resamplingVarianceRatio.name, () => {
  it.each([
    [1, 1],
    [2, 2 / 3],
    [4, 1 / 2],
    [6, 4 / 9],
    [1e6, 0.333333999999],
    [Infinity, 1 / 3],
  ])('is the published ratio at %p answers', (repeats, ratio) => {
    expect(resamplingVarianceRatio(UNIFORM, repeats)).toBeCloseTo(ratio, 11);
  });

  it('saves nothing where answers do not vary', () => {
    expect(resamplingVarianceRatio({ betweenQuestions: 2, withinQuestions: 0 }, 10)).toBe(1);
  });

  it.each([
    ['a negative variance', { betweenQuestions: -1, withinQuestions: 2 }, 2],
    ['no variance at all', { betweenQuestions: 0, withinQuestions: 0 }, 2],
    ['less than one answer', UNIFORM, 0.5],
  ])('refuses %s', (_, variance, repeats) => {
    expect(() => resamplingVarianceRatio(variance, repeats)).toThrow(InvalidStatisticsInputError);
  });
});
