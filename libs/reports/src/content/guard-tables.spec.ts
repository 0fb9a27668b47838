import type { Analysis } from '@equipoise/contracts';
import { analyse } from '@equipoise/analysis';
import { anArmCheck } from '../../../analysis/test/an-arm-check.js';
import { aScoreTable } from '../../../analysis/test/a-score-table.js';
import { aReport } from '../../test/a-report.js';
import { renderReport } from '../render-report.js';
import { armCheckTable, contaminationSentences, contaminationTable } from './guard-tables.js';

const questionIds = ['demo@v1-q0', 'demo@v1-q1', 'demo@v1-q2'];
const TABLE = { ...aScoreTable(), contamination: [{ dataset: 'demo@v1', questionIds }] };
const DIRTY = analyse(TABLE);

function withCheck(changes: Parameters<typeof anArmCheck>[0] = {}): Analysis {
  return analyse({ ...aScoreTable(), adapterChecks: [anArmCheck(changes)] });
}

describe(contaminationTable, () => {
  it('has a row for each contrast with dirty questions, and none where there are none', () => {
    const { rows, columns } = contaminationTable(DIRTY);
    expect(rows).toHaveLength(1);
    expect(rows[0]).toHaveLength(columns.length);
    expect(rows[0]).toEqual(expect.arrayContaining(['37', 'hurts', '3']));
    const clean = { ...TABLE, contamination: [{ dataset: 'demo@v1', questionIds: [] }] };
    expect(contaminationTable(analyse(clean)).rows).toEqual([]);
  });

  it('stands with its sentence in the page and in Markdown, and the slices in JSON', () => {
    const report = aReport({ table: TABLE });
    const [sentence = ''] = contaminationSentences(DIRTY);
    expect(sentence).toContain('Where training does not know the question');
    for (const format of ['html', 'markdown'] as const) {
      const text = renderReport(report, format).replaceAll('\u00a0', ' ');
      expect(text).toContain(sentence.slice(sentence.indexOf('Where'), sentence.indexOf('(95')));
      expect(text).toContain('Tuned minus base by what training knows');
    }
    expect(renderReport(report, 'json')).toContain('"contaminationSlices": {');
  });
});

describe(armCheckTable, () => {
  it('shows one value where the arms agree, and both where they differ', () => {
    const [row = []] = armCheckTable(withCheck()).rows;
    expect(row.slice(1)).toEqual([
      ...['4', '4', '31 %', '0 %', 'Q4_K_M', 'chatml.v1', '8'],
      ...['d'.repeat(12), `${'b'.repeat(12)} / ${'c'.repeat(12)}`],
    ]);
    const { tuned } = anArmCheck();
    const other = armCheckTable(withCheck({ tuned: { ...tuned, precision: '' } })).rows[0];
    expect(other?.[5]).toBe('Q4_K_M / –');
  });

  it('leaves out what texts do not tell', () => {
    const { check } = anArmCheck();
    const text = { ...check, method: 'text' as const, largestChange: null, largestRepeat: null };
    expect(armCheckTable(withCheck({ check: text })).rows[0]?.slice(3, 5)).toEqual(['–', '–']);
  });

  it('stands in the page and in Markdown, although no guard found anything', () => {
    const report = aReport({ table: { ...aScoreTable(), adapterChecks: [anArmCheck()] } });
    for (const format of ['html', 'markdown'] as const) {
      expect(renderReport(report, format)).toContain('Tuned models beside their bases');
    }
  });
});
