import { type ReportFormat, type ReportInput } from './content/report.js';
import { htmlReport } from './html/html-report.js';
import { markdownReport } from './markdown/markdown-report.js';

const RENDER = {
  html: htmlReport,
  markdown: markdownReport,
  json: jsonReport,
} as const satisfies Record<ReportFormat, (input: ReportInput) => string>;

/** The whole report as one text, UTF-8. Texts of models and datasets are shown, never obeyed. */
export function renderReport(input: ReportInput, format: ReportFormat): string {
  return RENDER[format](input);
}

function jsonReport({ analysis, spec, examples, provenance }: ReportInput): string {
  const document = {
    schemaVersion: 'equipoise.dev/report/v1',
    ...{ analysis, examples, spec, provenance },
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}
