import { aScoreTable } from '../test/a-score-table.js';
import { analyse } from './analyse.js';
import { buffersOf, eachScore, ScoreColumnsBuilder } from './score-columns.js';
import { type ScoreFacts } from './score-table.js';

// more rows than the first capacity, one of them without a score
const TABLE = aScoreTable({ questions: 300, criteria: ['accuracy', 'completeness'] });
const ROWS = TABLE.scores.map((row, i) => (i === 7 ? { ...row, score: null } : row));

function columnsOf(rows: readonly ScoreFacts[]): ReturnType<ScoreColumnsBuilder['build']> {
  const builder = new ScoreColumnsBuilder();
  for (const row of rows) builder.add(row);
  return builder.build();
}

describe(ScoreColumnsBuilder, () => {
  it('keeps every judge call as it was', () => {
    const kept: ScoreFacts[] = [];
    eachScore(columnsOf(ROWS), (row) => kept.push(row));
    expect(kept).toEqual(ROWS);
  });

  it('makes the same analysis as rows do', () => {
    expect(analyse({ ...TABLE, scores: columnsOf(ROWS) })).toEqual(
      analyse({ ...TABLE, scores: ROWS }),
    );
  });

  it('takes 24 bytes a judge call, in buffers that a thread can be given', () => {
    const bytes = buffersOf(columnsOf(ROWS)).map(({ byteLength }) => byteLength);
    expect(bytes.reduce((sum, own) => sum + own, 0)).toBe(24 * ROWS.length);
  });
});
