import { type Analysis } from '@equipoise/contracts';
import { aScoreTable, BASE, type MadeTable, tunedArm } from '../test/a-score-table.js';
import { analyse } from './analyse.js';
import { researchFindings } from './research-findings.js';

type Finding = Analysis['research'][number];

const OTHER = { label: 'other-1b', base: 'other-1b', treatment: undefined };

function find(made: MadeTable, question: Finding['question']): Finding | undefined {
  return analyse(aScoreTable({ noise: 0.1, ...made })).research.find(
    (own) => own.question === question,
  );
}

describe(researchFindings, () => {
  it('tells the slope of the dose in points per doubling', () => {
    const arms = [BASE, ...[100, 200, 400].map((trainSize) => tunedArm({ trainSize }))];
    const levelOf: MadeTable['levelOf'] = ({ treatment }) =>
      treatment === undefined ? 4 : 4 - 0.3 * Math.log2((treatment.trainSize ?? 0) / 50);
    const found = find({ arms, levelOf, contexts: ['retrieved', 'oracle'] }, 'dose-response');
    expect(found?.estimates[0]).toMatchObject({ name: BASE.base, n: 40, clusters: 15 });
    expect(found?.estimates[0]?.mean).toBeCloseTo(-0.3, 1);
    expect(found?.sentence).toMatch(
      /^qwen2.5-0.5b: each doubling of the training pairs \(100, 200 and 400\) changes the score by −0\.(29|3\d) points \(95 % interval −/,
    );
  });

  it('compares base models on the questions that both answered', () => {
    const arms = [BASE, tunedArm(), OTHER, tunedArm({}, 'other-1b')];
    const levelOf: MadeTable['levelOf'] = ({ base, treatment }) =>
      treatment === undefined ? 3 : base === OTHER.base ? 2 : 3;
    const found = find({ arms, levelOf }, 'susceptibility');
    const [most, least, gap] = found?.estimates ?? [];
    expect(most?.name).toBe('other-1b');
    expect(most?.mean).toBeCloseTo(-1, 1);
    expect(least?.mean).toBeCloseTo(0, 1);
    expect(gap).toMatchObject({ name: 'gap', n: 40, clusters: 15 });
    expect(gap?.interval?.lower).toBeGreaterThan(0.9);
  });

  it('compares datasets as separate samples: the error is that of two means', () => {
    const found = find({ datasets: ['a', 'b'] }, 'dataset');
    const [lowest, highest, gap] = found?.estimates ?? [];
    const widthOf = (own: typeof gap): number =>
      (own?.interval?.upper ?? 0) - (own?.interval?.lower ?? 0);
    expect(gap?.mean).toBeCloseTo((highest?.mean ?? 0) - (lowest?.mean ?? 0), 12);
    expect(widthOf(gap)).toBeGreaterThan(Math.max(widthOf(lowest), widthOf(highest)));
    expect(widthOf(gap)).toBeLessThan(widthOf(lowest) + widthOf(highest));
  });

  it('compares criteria', () => {
    const levelOf: MadeTable['levelOf'] = ({ treatment }, _, criterion) =>
      treatment !== undefined && criterion === 'accuracy' ? 2 : 3;
    const found = find({ criteria: ['accuracy', 'completeness'], levelOf }, 'criterion');
    expect(found?.estimates[0]?.name).toBe('accuracy');
    expect(found?.sentence).toMatch(/Between accuracy and completeness lie (0\.9|1\.0)\d points/);
  });

  it('leaves controls out, and says nothing of one size, base, dataset and criterion', () => {
    const control = tunedArm({ trainingFormat: 'shuffled-answers', trainSize: 128 });
    expect(analyse(aScoreTable({ arms: [BASE, tunedArm(), control] })).research).toEqual([]);
  });
});
