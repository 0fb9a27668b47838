import { aScoreTable, BASE } from '../test/a-score-table.js';
import { JudgementGrid } from './judgement-grid.js';
import { type ScoreFacts } from './score-table.js';

const TABLE = aScoreTable({ arms: [BASE], questions: 2, repeats: 2 });
const ANSWER = TABLE.answers[0]?.answerId ?? '';
const aRow = (over: Partial<ScoreFacts>): ScoreFacts => ({
  ...{ answerId: ANSWER, criterion: 'accuracy', repeat: 0, score: 4, leakedMass: 0.1 },
  ...over,
});
const gridOf = (...scores: ScoreFacts[]): JudgementGrid => new JudgementGrid({ ...TABLE, scores });

describe(JudgementGrid, () => {
  it('refuses a repeat that is listed twice, naming the row', () => {
    expect(() => gridOf(aRow({}), aRow({ repeat: 1 }), aRow({ score: 3 }))).toThrow(
      `scores[2].repeat: answer ${ANSWER} has repeat 0 of accuracy twice`,
    );
  });

  it('leaves out rows of unknown answers and criteria', () => {
    const grid = gridOf(aRow({ answerId: 'unknown' }), aRow({ criterion: 'style' }));
    expect(grid.of(0, 0)).toEqual({ sum: 0, readable: 0 });
  });

  it('counts what was not made as missing, and what was unreadable too', () => {
    const grid = gridOf(aRow({}), aRow({ repeat: 1, score: null, leakedMass: 0.5 }));
    expect(grid.count(0)).toEqual({
      criterion: 'accuracy',
      expected: 4,
      missing: 3,
      meanLeakedMass: 0.3,
    });
  });

  it('expects one reading of token probabilities, whatever repeats say', () => {
    const settings = { ...TABLE.settings, estimator: 'token-probability' as const };
    expect(new JudgementGrid({ ...TABLE, settings, scores: [aRow({})] }).repeats).toBe(1);
  });
});
