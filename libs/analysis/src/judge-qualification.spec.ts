import { type Analysis, NO_USAGE } from '@equipoise/contracts';
import { aJudgeQualification } from '../test/a-judge-qualification.js';
import { aScoreTable } from '../test/a-score-table.js';
import { analyse } from './analyse.js';
import type { JudgeTrial } from './score-table.js';
import type { withJudge } from './judge-qualification.js';

const BAD = { status: 'unqualified' as const, reasons: ['it guesses'] };

const trial = (changes: Partial<JudgeTrial> = {}): JudgeTrial => ({
  dataset: 'demo@v1',
  qualifications: [
    aJudgeQualification(),
    aJudgeQualification({ criterion: 'completeness', ...BAD }),
  ],
  failure: '',
  usage: { ...NO_USAGE, calls: 160, costUsd: 0.5 },
  ...changes,
});

const analysed = (judgeTrials: Parameters<typeof withJudge>[1]): Analysis =>
  analyse({ ...aScoreTable({ criteria: ['accuracy', 'completeness'] }), judgeTrials });

describe('the judge in an analysis', () => {
  it('is told beside every verdict, criterion by criterion', () => {
    const { contrasts, judgeQualification } = analysed([trial()]);
    expect(contrasts.map(({ judgeStatus }) => judgeStatus)).toEqual(['qualified', 'unqualified']);
    expect(contrasts[0]?.sentence).not.toContain('unqualified');
    expect(contrasts[1]?.sentence).toContain('The judge behind this is unqualified.');
    expect(judgeQualification.map(({ criterion, status }) => [criterion, status])).toEqual([
      ['accuracy', 'qualified'],
      ['completeness', 'unqualified'],
    ]);
  });

  it('is in the conclusion and among the warnings, with the reasons', () => {
    const { conclusion, warnings } = analysed([trial()]);
    expect(conclusion.sentence).toContain('unqualified for completeness on demo@v1');
    expect(warnings.filter(({ code }) => code === 'judge-unqualified')).toEqual([
      {
        code: 'judge-unqualified',
        message: 'The judge is unqualified for completeness on demo@v1: it guesses.',
      },
    ]);
  });

  it('is not tested where its trial was off, without a warning', () => {
    const { contrasts, warnings, judgeQualification } = analysed([]);
    expect(contrasts.every(({ judgeStatus }) => judgeStatus === 'not-tested')).toBe(true);
    expect(judgeQualification[0]?.reasons.join()).toContain('spec.judge.qualification');
    expect(warnings.filter(({ code }) => code.startsWith('judge'))).toEqual([]);
  });

  it('is not tested where its trial failed, and the warning says why', () => {
    const { contrasts, warnings } = analysed([trial({ qualifications: [], failure: 'no key' })]);
    expect(contrasts.map(({ judgeStatus }) => judgeStatus)).toEqual(['not-tested', 'not-tested']);
    expect(warnings.find(({ code }) => code === 'judge-not-tested')?.message).toContain('no key');
  });

  it('is paid for: trials of all datasets together', () => {
    const { cost } = analysed([trial(), trial({ dataset: 'other@v1' })]);
    expect(cost.qualification).toMatchObject({ calls: 320, costUsd: 1 });
  });
});
