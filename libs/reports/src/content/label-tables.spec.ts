import { analyse, type ScoreTable } from '@equipoise/analysis';
import { aScoreTable } from '../../../analysis/test/a-score-table.js';
import { aReport } from '../../test/a-report.js';
import { renderReport } from '../render-report.js';
import { agreementTable, correctedTable, labelMethod, labelSentences } from './label-tables.js';

/** People gave every answer to the first questions a score by its place. */
function labelled(questions: number, rater = 'ann'): ScoreTable {
  const table = aScoreTable({ questions: 60, clusters: 30 });
  const rows = table.answers
    .filter(({ questionId }) => Number(questionId.split('-q')[1]) < questions)
    .map(({ answerId }, i) => ({
      answerId,
      criterion: 'accuracy',
      rater,
      score: 1 + ((i % 7) % 5),
    }));
  return { ...table, labels: { revision: 1, rows } };
}

const LABELLED = analyse(labelled(40));

describe('what people say, in a report', () => {
  it('is left out where nobody was asked', () => {
    const bare = analyse(aScoreTable());
    expect(agreementTable(bare).rows).toEqual([]);
    expect(correctedTable(bare).rows).toEqual([]);
    expect([...labelSentences(bare), ...labelMethod(bare)]).toEqual([]);
    for (const format of ['html', 'markdown'] as const) {
      expect(renderReport(aReport(), format)).not.toContain('What people say');
    }
  });

  it('has as many cells as columns, with enough labels and with too few', () => {
    const few = analyse(labelled(5));
    for (const analysis of [LABELLED, few]) {
      for (const table of [agreementTable(analysis), correctedTable(analysis)]) {
        expect(table.rows).toHaveLength(1);
        expect(table.rows[0]).toHaveLength(table.columns.length);
      }
    }
    const [, , , , of, missing, , , ...rest] = correctedTable(few).rows[0] ?? [];
    expect([of, missing, ...rest]).toEqual(['5 of 60', '25', '–', '–', '–']);
  });

  it('says that verdicts rest on the judge', () => {
    expect(labelMethod(LABELLED)[0]).toContain("Every verdict rests on the judge's scores");
    expect(labelMethod(LABELLED)[0]).toContain('80 labels of 80 answers by 1 rater');
  });

  it.each(['html', 'markdown'] as const)('stands in the report (%s)', (format) => {
    const page = renderReport(aReport({ table: labelled(40) }), format)
      .replaceAll('\u00a0', ' ')
      .replaceAll('&#39;', "'");
    expect(page).toContain('What people say');
    expect(page).toContain('quadratic kappa with the judge');
    expect(page).toContain("With people's labels of 40 questions");
    expect(page).not.toMatch(/NaN|undefined|null/);
  });

  it('shows names of raters nowhere', () => {
    const page = renderReport(aReport({ table: labelled(40, 'Ann Example') }), 'json');
    expect(page).not.toContain('Ann Example');
  });
});
