import { decimal, signed } from '@equipoise/analysis';
import type { Contrast } from '@equipoise/contracts';
import { parseDocument } from 'htmlparser2';
import { aReport } from '../test/a-report.js';
import { aScoreTable, BASE, tunedArm } from '../../analysis/test/a-score-table.js';
import { type ReportFormat, type ReportInput } from './content/report.js';
import { renderReport } from './render-report.js';

const FORMATS: readonly ReportFormat[] = ['html', 'markdown', 'json'];
const HOSTILE = '</p><script>alert(1)</script><img src=x onerror=alert(1)>"\' | a `b` [c](d)';
const ARMS = [BASE, tunedArm({ seed: 1 }), tunedArm({ seed: 2 })];
/** Two questions: intervals that reach beyond every scale. */
const WIDE = aScoreTable({ questions: 2, clusters: 2, noise: 2, seed: 'wide' });
const LARGE = aReport({
  table: aScoreTable({
    arms: ARMS,
    datasets: ['demo@v1', 'qasper@v1'],
    contexts: ['retrieved', 'closed-book'],
    criteria: ['accuracy', 'completeness'],
  }),
});

/** Names of all elements of a page, and of all their attributes. */
function tagsOf(page: string): { readonly names: string[]; readonly attributes: string[] } {
  const [names, attributes]: [string[], string[]] = [[], []];
  const visit = (nodes: readonly unknown[]): void => {
    for (const node of nodes as { name?: string; attribs?: object; children?: unknown[] }[]) {
      if (node.name !== undefined) names.push(node.name);
      attributes.push(...Object.keys(node.attribs ?? {}));
      visit(node.children ?? []);
    }
  };
  visit(parseDocument(page).children);
  return { names, attributes };
}

describe(renderReport, () => {
  it.each(FORMATS)('answers the question, with cost and command (%s)', (format) => {
    const report = renderReport(LARGE, format);
    expect(report).toContain(LARGE.analysis.conclusion.sentence);
    expect(report).toContain('equipoise run spec.yaml');
    expect(report).toContain('Experiment');
    for (const { message } of LARGE.analysis.warnings) {
      expect(report).toContain(message.slice(0, 30));
    }
  });

  it('tells every finding in words', () => {
    const page = renderReport(LARGE, 'html').replaceAll('\u00a0', ' ').replaceAll('&lt;', '<');
    for (const { sentence } of LARGE.analysis.contrasts) expect(page).toContain(sentence);
    for (const { sentence } of LARGE.analysis.acrossSeeds) expect(page).toContain(sentence);
  });

  it('shows every contrast in the plot and in the table', () => {
    const page = renderReport(LARGE, 'html');
    expect(LARGE.analysis.contrasts).toHaveLength(8);
    for (const { contrastId } of LARGE.analysis.contrasts) {
      expect(page.split(`data-contrast="${contrastId}"`)).toHaveLength(2);
    }
    const table = /Tuned minus base, by contrast[^]*?<\/table>/.exec(page)?.[0] ?? '';
    expect(table.match(/<th scope="row"/g)).toHaveLength(8);
  });

  it('draws one bar figure per criterion and context, one bar per arm and dataset', () => {
    const page = renderReport(LARGE, 'html');
    expect(page.match(/<figure class="bars"/g)).toHaveLength(4);
    expect(page.match(/class="bar shade-/g)).toHaveLength(4 * ARMS.length * 2);
  });

  it('is a page without scripts, without other files, readable in both themes and in print', () => {
    const page = renderReport(LARGE, 'html');
    const { names, attributes } = tagsOf(page);
    expect(names).not.toContain('script');
    expect(names).not.toContain('img');
    expect(names).not.toContain('link');
    expect(attributes).not.toContain('src');
    expect(page).not.toMatch(/url\(|@import|https?:/);
    expect(page).toContain('prefers-color-scheme: dark');
    expect(page).toContain('@media print');
  });

  it('shows hostile texts and never obeys them', () => {
    const texts = {
      question: HOSTILE,
      references: [HOSTILE],
      passages: [HOSTILE],
      baseAnswer: HOSTILE,
      tunedAnswer: HOSTILE,
    };
    const table = aScoreTable({ datasets: [HOSTILE], warnings: [HOSTILE], criteria: [HOSTILE] });
    const hostile = aReport({ table: { ...table, name: HOSTILE }, texts });
    const { names, attributes } = tagsOf(renderReport(hostile, 'html'));
    expect(names).not.toContain('script');
    expect(names).not.toContain('img');
    expect(attributes).not.toContain('onerror');
  });

  it('keeps Markdown tables in shape and Markdown free of foreign markup', () => {
    const table = aScoreTable({ datasets: [HOSTILE], criteria: ['a|b'] });
    const report = renderReport(aReport({ table, texts: { tunedAnswer: HOSTILE } }), 'markdown');
    const rows = report.split('\n').filter((line) => line.startsWith('|'));
    const widths = rows.map((row) => row.replace(/\\\|/g, '').split('|').length);
    expect(rows.length).toBeGreaterThan(10);
    expect(widths).toContain(16);
    expect(report.replace(/```[^]*?```/g, '')).not.toMatch(/<script|<img|(?<!\\)\[c\]\(d\)/);
    expect(report).toContain('a\\|b');
  });

  it('is JSON with everything that it was made from', () => {
    const { analysis, examples, spec, provenance } = LARGE;
    expect(JSON.parse(renderReport(LARGE, 'json'))).toEqual({
      schemaVersion: 'equipoise.dev/report/v1',
      ...{ analysis, examples, spec, provenance },
    });
  });

  it.each<[string, ReportInput]>([
    ['without scores', aReport({ table: { ...aScoreTable(), scores: [] } })],
    ['without a tuned arm', aReport({ table: aScoreTable({ arms: [BASE] }) })],
    ['of one question', aReport({ table: aScoreTable({ questions: 1 }) })],
  ])('writes an experiment %s without holes', (_, input) => {
    for (const format of ['html', 'markdown'] as const) {
      expect(renderReport(input, format)).not.toMatch(/NaN|undefined|null|Infinity/);
    }
  });

  it('shows no interval beyond the end of its scale, and moves no estimate', () => {
    const input = aReport({ table: WIDE });
    const { difference, interval } = input.analysis.contrasts[0] as Contrast;
    const [beyond, estimate] = [interval?.upper as number, signed(difference as number)];
    expect(beyond).toBeGreaterThan(4);
    expect(input.analysis.retrieval[0]?.recall.interval?.upper).toBeGreaterThan(1);
    for (const format of ['html', 'markdown'] as const) {
      const report = renderReport(input, format).replaceAll('\u00a0', ' ');
      expect(report).toContain(estimate);
      expect(report).toMatch(/\(95 % interval −?\d\.\d\d to 4\.00;/);
      expect(report).toMatch(/0\.50 \(0\.00 to 1\.00\)/);
      expect(report).not.toContain(`to ${decimal(beyond)}`);
    }
  });

  it('draws nothing beyond the plot', () => {
    const page = renderReport(aReport({ table: WIDE }), 'html');
    const [forest = ''] = /<svg\s+class="forest"[^]*?<\/svg>/.exec(page) ?? [];
    const places = [...forest.matchAll(/\sx[12]?="(-?[\d.]+)"/g)].map(([, x]) => Number(x));
    expect(places.length).toBeGreaterThan(8);
    expect(Math.min(...places)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...places)).toBeLessThanOrEqual(1080);
  });
});
