export { chooseExamples, type ExampleChoice, type ExamplePair } from './domain/examples.js';
export { type Digest, type ReportInput } from './domain/report.js';
export { renderReport } from './infrastructure/render-report.js';
