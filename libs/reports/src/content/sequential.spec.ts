import { aReport } from '../../test/a-report.js';
import { aScoreTable } from '../../../analysis/test/a-score-table.js';
import { renderReport } from '../render-report.js';
import { savingsText } from './sequential.js';

const QUESTIONS = 60;

/** Sixty documents of one question, planned in waves of twenty. */
function sequentialReport(levelOf: () => number = () => 3): ReturnType<typeof aReport> {
  const table = aScoreTable({
    questions: QUESTIONS,
    clusters: QUESTIONS,
    levelOf: (arm) => (arm.treatment === undefined ? 4.5 : levelOf()),
    noise: 0.2,
  });
  const waves = [0, 20, 40].map((start) =>
    Array.from({ length: 20 }, (_, i) => `demo@v1-q${start + i}`),
  );
  const asked = new Set(waves.slice(0, 2).flat());
  return aReport({
    table: {
      ...table,
      settings: { ...table.settings, sequential: { waveQuestions: 20 } },
      cells: table.cells.map((cell) => ({ ...cell, waves })),
      answers: table.answers.filter(({ questionId }) => asked.has(questionId)),
    },
  });
}

describe('a report on an experiment with sequential stopping', () => {
  const report = sequentialReport();

  it('says what was saved, in Markdown and on the page', () => {
    const saved =
      'Sequential stopping saved 40 answers of 120 and 120 judge calls of 360 (33.3 %).';
    expect(savingsText(report.analysis)).toBe(saved);
    expect(renderReport(report, 'markdown')).toContain('saved 40 answers of 120');
    expect(renderReport(report, 'html')).toContain(saved);
  });

  it('explains sequences and e-BH, and neither t intervals nor Holm', () => {
    const text = renderReport(report, 'markdown');
    expect(text).toContain('confidence sequence by betting');
    expect(text).toContain('95 % confidence sequences, by document; p adjusted by e-BH over 1');
    expect(text).not.toMatch(/Holm|Student's t/);
    expect(renderReport(aReport(), 'markdown')).toMatch(/Holm/);
  });

  it('plots confidence sequences, and has no section for purchases that it does not advise', () => {
    const page = renderReport(report, 'html');
    expect(page).toContain('Tuned minus base with 95 % confidence sequences.');
    expect(page).not.toContain('What to buy next');
    expect(renderReport(aReport(), 'html')).toContain('Tuned minus base with 95 % intervals.');
  });

  it('says when nothing was saved, and nothing with fixed stopping', () => {
    const savings = { answers: 0, answersPlanned: 120, judgements: 0, judgementsPlanned: 360 };
    expect(savingsText({ savings })).toBe(
      'Sequential stopping saved no call: all 120 planned answers and 360 judge calls were needed.',
    );
    expect(savingsText(aReport().analysis)).toBe('');
  });
});
