import { aScoreTable } from '../test/a-score-table.js';
import { analyse } from './analyse.js';
import { lengthControlOf } from './length-control.js';

/** Every question's difference is half its difference in words, less 1. */
function aTable() {
  const table = aScoreTable({ questions: 12, clusters: 12, repeats: 1 });
  const answers = table.answers.map((answer, i) => ({
    ...answer,
    words: i < 12 ? 10 : 10 + (i % 5),
  }));
  const scores = table.scores.map((row, i) => ({
    ...row,
    score: i < 12 ? 3 : 3 - 1 + (i % 5) / 2 + (i % 2 === 0 ? 0.1 : -0.1),
  }));
  return { ...table, answers, scores };
}

describe(lengthControlOf, () => {
  it('takes out what length explains', () => {
    const found = analyse(aTable()).contrasts[0]?.lengthControl;
    expect(found?.n).toBe(12);
    expect(found?.meanWords).toBeCloseTo(25 / 12, 12);
    expect(found?.difference).toBeCloseTo(-1, 0);
    expect(found?.pointsPerWord).toBeCloseTo(0.5, 1);
    expect(found?.interval?.upper).toBeLessThan(0);
  });

  it('is absent where no answer has a text', () => {
    const table = aTable();
    const answers = table.answers.map((answer) => ({ ...answer, words: undefined }));
    expect(analyse({ ...table, answers }).contrasts[0]?.lengthControl).toBeNull();
  });
});
