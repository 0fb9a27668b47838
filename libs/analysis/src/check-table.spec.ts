import { aScoreTable } from '../test/a-score-table.js';
import { analyse } from './analyse.js';
import { requireTable } from './check-table.js';
import { InvalidScoreTableError } from './score-table.errors.js';
import { type AnswerFacts, type ScoreFacts, type ScoreTable } from './score-table.js';

const TABLE = aScoreTable({ questions: 4, clusters: 2 });
const [FIRST] = TABLE.answers;

function withScore(change: Partial<ScoreFacts>): ScoreTable {
  return {
    ...TABLE,
    scores: TABLE.scores.map((row, i) => (i === 3 ? { ...row, ...change } : row)),
  };
}

function withAnswer(change: Partial<AnswerFacts>): ScoreTable {
  return {
    ...TABLE,
    answers: TABLE.answers.map((row, i) => (i === 2 ? { ...row, ...change } : row)),
  };
}

describe(requireTable, () => {
  it('is silent about a sound table', () => {
    expect(() => {
      requireTable(TABLE);
    }).not.toThrow();
  });

  it.each<[string, ScoreTable, string]>([
    ['a score off the scale', withScore({ score: 5.5 }), 'scores[3].score: 5.5 is not in [1, 5]'],
    ['a score of 0 for a missing one', withScore({ score: 0 }), 'scores[3].score: 0 is not in'],
    ['a score that is no number', withScore({ score: NaN }), 'scores[3].score: NaN is not in'],
    [
      'leaked mass above 1',
      withScore({ leakedMass: 2 }),
      'scores[3].leakedMass: 2 is not in [0, 1]',
    ],
    ['half a repeat', withScore({ repeat: 0.5 }), 'scores[3].repeat: 0.5 is not a whole number'],
    ['words below 0', withAnswer({ words: -1 }), 'answers[2].words: -1 is not a number of words'],
    ['an unknown cell', withAnswer({ cellId: 'x' }), 'answers[2].cellId: x is not among the cells'],
    [
      'an answer listed twice',
      withAnswer({ answerId: FIRST?.answerId ?? '' }),
      `answers[2].answerId: ${FIRST?.answerId} is there twice`,
    ],
    [
      'two answers in one place',
      withAnswer({ questionId: FIRST?.questionId ?? '' }),
      `answers[2].sample: question ${FIRST?.questionId} has answer 0 twice`,
    ],
    [
      'a metric above 1',
      withAnswer({ lexical: { exactMatch: 0, tokenF1: 1.1, rougeL: 0 } }),
      'answers[2].lexical.tokenF1: 1.1 is not in [0, 1]',
    ],
    [
      'recall that is no number',
      withAnswer({ retrieval: { recall: NaN, ndcg: 0, reciprocalRank: 0, k: 5 } }),
      'answers[2].retrieval.recall: NaN is not in [0, 1]',
    ],
  ])('refuses %s', (_, table, message) => {
    expect(() => analyse(table)).toThrow(InvalidScoreTableError);
    expect(() => analyse(table)).toThrow(message);
  });

  it('tells of 20 faults at most', () => {
    const scores = TABLE.scores.map((row) => ({ ...row, score: 9 }));
    const caught = ((): unknown => {
      try {
        return analyse({ ...TABLE, scores });
      } catch (error) {
        return error;
      }
    })();
    expect((caught as InvalidScoreTableError).violations).toHaveLength(20);
  });
});
