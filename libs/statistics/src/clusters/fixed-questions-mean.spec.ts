import { InvalidStatisticsInputError } from '../statistics.errors.js';
import { fixedQuestionsMean } from './fixed-questions-mean.js';

describe(fixedQuestionsMean.name, () => {
  it('agrees with the closed forms', () => {
    const scores = [
      [4, 5, 4],
      [3, 3, 2],
      [5, 5, 5],
      [2, 3, 3],
    ];
    const found = fixedQuestionsMean(scores);
    expect(found.mean).toBeCloseTo(3.6666666666666665, 14);
    expect(found.fixedQuestionsError).toBeCloseTo(0.14433756729740646, 14);
    expect(found.superPopulationError).toBeCloseTo(0.5931710140017395, 14);
  });

  it('counts every question once, however often it was repeated', () => {
    const found = fixedQuestionsMean([
      [0, 0, 0, 0, 2, 2],
      [3, 5],
    ]);
    expect(found.mean).toBeCloseTo((2 / 3 + 4) / 2, 14);
    // variances 16/15 over 6 and 2 over 2
    expect(found.fixedQuestionsError).toBeCloseTo(Math.sqrt(16 / 90 + 1) / 2, 14);
  });

  it('knows no noise of a question with one score, and no spread of one question', () => {
    expect(fixedQuestionsMean([[1, 2], [3]]).fixedQuestionsError).toBeUndefined();
    expect(fixedQuestionsMean([[1, 2]]).superPopulationError).toBeUndefined();
    expect(fixedQuestionsMean([[1, 2]]).fixedQuestionsError).toBeCloseTo(0.5, 14);
  });

  it.each([[[]], [[[]]], [[[1], [NaN]]]])('refuses %p', (scores) => {
    expect(() => fixedQuestionsMean(scores)).toThrow(InvalidStatisticsInputError);
  });
});
