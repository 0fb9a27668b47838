import { NO_USAGE } from '@equipoise/contracts';
import { analyse } from '@equipoise/analysis';
import { aScoreTable } from '../../../analysis/test/a-score-table.js';
import { costTable } from './cost-tables.js';

const usage = { ...NO_USAGE, calls: 12, promptTokens: 900 };
const TABLE = { ...aScoreTable(), usage: { answers: usage, judgements: usage } };

describe(costTable, () => {
  it('has a row for what guards bought, or found bought before', () => {
    for (const guardUsage of [
      { ...usage, calls: 8 },
      { ...NO_USAGE, reused: 8 },
    ]) {
      const rows = costTable(analyse({ ...TABLE, guardUsage })).rows;
      expect(rows.find(([name]) => name === 'Comparing arms beforehand')).toContain('8');
    }
  });

  it('has none where they asked nothing', () => {
    const names = costTable(analyse(TABLE)).rows.map(([name]) => name);
    expect(names).toEqual(['Answers', 'Judgements', 'Trial of the judge', 'Training']);
  });
});
