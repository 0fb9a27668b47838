import { aScoreTable } from '../test/a-score-table.js';
import { analyse } from './analyse.js';
import { variancePartsOf } from './variance-parts.js';

const TABLE = aScoreTable({ questions: 2, clusters: 2, repeats: 2, samples: 2 });

/** Base, then tuned: two questions, two answers each, two calls each. */
function withScores(...values: readonly number[]): ReturnType<typeof aScoreTable> {
  return { ...TABLE, scores: TABLE.scores.map((row, i) => ({ ...row, score: values[i] ?? 3 })) };
}

describe(variancePartsOf, () => {
  it('adds the noise of calls of both arms', () => {
    // every answer of the tuned arm is read 2 and 3: a variance of calls of 1/2
    const table = withScores(3, 3, 3, 3, 3, 3, 3, 3, 2, 3, 2, 3, 2, 3, 2, 3);
    expect(analyse(table).contrasts[0]?.variance).toMatchObject({
      calls: 0.5,
      answers: 0,
      questions: 0,
      seeds: null,
    });
  });

  it('tells answers from calls, and both from questions', () => {
    // tuned answers 2 and 4 to each question, read alike: answers vary by 2, their means do not
    const table = withScores(3, 3, 3, 3, 3, 3, 3, 3, 2, 2, 4, 4, 2, 2, 4, 4);
    expect(analyse(table).contrasts[0]?.variance).toEqual({
      questions: 0,
      answers: 2,
      calls: 0,
      seeds: null,
    });
  });

  it('knows no noise of calls where each answer is judged once', () => {
    const { contrasts } = analyse(aScoreTable({ repeats: 1 }));
    expect(contrasts[0]?.variance).toMatchObject({ calls: null, answers: null });
    expect(contrasts[0]?.variance.questions).toBeGreaterThan(0);
  });
});
