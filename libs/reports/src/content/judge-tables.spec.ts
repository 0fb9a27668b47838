import { aJudgeQualification } from '../../../analysis/test/a-judge-qualification.js';
import { aReport } from '../../test/a-report.js';
import { renderReport } from '../render-report.js';
import { judgeFindings } from './judge-tables.js';

type Repeatability = ReturnType<typeof aJudgeQualification>['repeatability'];

function findingsOf(repeatability: Repeatability): string[] {
  const { analysis } = aReport();
  const findings = aJudgeQualification({ repeatability });
  const place = { dataset: 'demo@v1', criterion: 'accuracy' };
  const judged = { ...place, status: findings.status, reasons: findings.reasons, findings };
  return judgeFindings({ ...analysis, judgeQualification: [judged] });
}

describe(judgeFindings, () => {
  it('says how many calls on an answer are worth buying, beside those that are bought', () => {
    const [text] = findingsOf({ icc: 0.6, target: 0.9, repeatsForTarget: 6, note: '' });
    expect(text).toContain('judge-3b is qualified for accuracy on demo@v1');
    expect(text).toContain(
      'One call has a reliability of 0.60 (ICC) on these answers; the mean of 6 calls reaches ' +
        '0.90, and each answer of the experiment gets 3.',
    );
  });

  it('says that no number of calls makes up for a judge without reliability', () => {
    const [text] = findingsOf({ icc: -0.02, target: 0.9, repeatsForTarget: null, note: '' });
    expect(text).toContain('−0.02 (ICC) on these answers; no number of calls reaches 0.90');
  });

  it('stands in the caption of the figure where a judge is unqualified', () => {
    const findings = aJudgeQualification({ status: 'unqualified', reasons: ['it guesses'] });
    const { status, reasons } = findings;
    const judged = { dataset: 'demo@v1', criterion: 'accuracy', status, reasons, findings };
    const page = (judgeQualification: (typeof judged)[]): string =>
      renderReport(aReport({ analysis: { judgeQualification } }), 'html');
    expect(page([judged])).toContain('Unqualified judge: accuracy on demo@v1.');
    expect(page([{ ...judged, status: 'qualified' }])).not.toContain('Unqualified judge:');
  });

  it('says nothing of repeats where the reliability is not known', () => {
    const [text] = findingsOf({ icc: null, target: 0.9, repeatsForTarget: 1, note: 'once' });
    expect(text).not.toContain('reliability');
  });
});
