import type { GuardFinding } from '@equipoise/contracts';
import { aReport } from '../../test/a-report.js';
import { renderReport } from '../render-report.js';
import { guardTexts } from './guards.js';

const finding = (severity: GuardFinding['severity'], message: string): GuardFinding => ({
  guard: 'contamination',
  severity,
  subject: 'demo@v1',
  message,
  remedy: 'split by document',
});
const guards = [finding('info', '2 <b>of</b> 9'), finding('error', 'bad'), finding('warning', 'w')];

describe(guardTexts, () => {
  it('puts the gravest first and names guard and subject', () => {
    expect(guardTexts({ guards }).map(({ heading }) => heading)).toEqual([
      '✖ error · Contamination · demo@v1',
      '! warning · Contamination · demo@v1',
      'i note · Contamination · demo@v1',
    ]);
  });

  it('stands in the page and in Markdown with its remedy, escaped, and in no warning', () => {
    const report = aReport({ analysis: { guards, warnings: [] } });
    const page = renderReport(report, 'html');
    expect(page).toContain('2 &lt;b&gt;of&lt;/b&gt; 9. Remedy: split by document.');
    expect(page).toContain('<a href="#guards">2 findings</a>');
    expect(page).not.toContain('id="warnings"');
    const markdown = renderReport(report, 'markdown');
    expect(markdown).toContain('## Guards');
    expect(markdown).toContain('2 &lt;b\\>of&lt;/b\\> 9. Remedy: split by document.');
    expect(renderReport(report, 'json')).toContain('"severity": "error"');
  });

  it('is no section where nothing was found', () => {
    expect(renderReport(aReport(), 'html')).not.toContain('id="guards"');
    expect(renderReport(aReport(), 'markdown')).not.toContain('## Guards');
  });
});
