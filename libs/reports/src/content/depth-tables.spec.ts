import { analyse } from '@equipoise/analysis';
import { aScoreTable, BASE, tunedArm } from '../../../analysis/test/a-score-table.js';
import { renderReport } from '../render-report.js';
import { aReport } from '../../test/a-report.js';
import {
  adapterTable,
  fewClustersTable,
  lengthTable,
  purchases,
  sliceSentences,
  varianceTable,
} from './depth-tables.js';

const SEEDS = [BASE, tunedArm({ seed: 1 }), tunedArm({ seed: 2 })];
const ONE = analyse(aScoreTable({ noise: 2, seed: 'wide' }));
const TWO = analyse(aScoreTable({ arms: SEEDS, noise: 2 }));

describe('the tables of what stands behind a contrast', () => {
  it('show each adapter where a treatment has several seeds, and none else', () => {
    expect(adapterTable(TWO).rows.map(([arm]) => arm)).toEqual(
      SEEDS.slice(1).map(({ label }) => label),
    );
    expect(adapterTable(ONE).rows).toEqual([]);
  });

  it('show the bootstrap under 20 documents, and nothing from there up', () => {
    expect(fewClustersTable(ONE).rows).toHaveLength(1);
    const many = analyse(aScoreTable({ clusters: 30 }));
    expect(fewClustersTable(many).rows).toEqual([]);
  });

  it('show lengths and variances with as many cells as columns', () => {
    for (const table of [lengthTable(ONE), varianceTable(ONE), varianceTable(TWO)]) {
      expect(table.rows.length).toBeGreaterThan(0);
      for (const row of table.rows) expect(row).toHaveLength(table.columns.length);
    }
  });

  it('say what to buy for what stayed undecided', () => {
    const undecided = analyse(aScoreTable({ noise: 2, levelOf: () => 3 }));
    const [text = ''] = purchases(undecided);
    expect(text).toContain('lora 64 pairs · seed 1 on demo@v1 (retrieved, accuracy): About ');
    expect(text).toContain(' more questions would narrow the interval to ±0.20');
  });

  it('tell where retrieval found all from where it found nothing', () => {
    expect(sliceSentences(ONE)[0]).toContain('Where recall@5 is 1 the difference is ');
  });

  it.each(['html', 'markdown'] as const)('stand in the report (%s)', (format) => {
    const table = aScoreTable({ arms: SEEDS, noise: 2, levelOf: () => 3 });
    const page = renderReport(aReport({ table }), format).replaceAll('\u00a0', ' ');
    expect(page).toContain('Adapter by adapter');
    expect(page).toContain('What to buy next');
    expect(page).toContain('would narrow the interval to ±0.20');
    expect(page).toContain('At equal length');
    expect(page).toContain('Where recall@5 is 1');
  });
});
