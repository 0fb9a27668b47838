export {
  chooseExamples,
  type ExampleChoice,
  type ExamplePair,
  type ExampleScore,
} from './domain/examples.js';
export {
  type Digest,
  type Provenance,
  type ReportFormat,
  type ReportInput,
} from './domain/report.js';
export { renderReport } from './infrastructure/render-report.js';
