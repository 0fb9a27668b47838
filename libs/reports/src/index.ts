export { chooseExamples, type ExampleChoice, type ExamplePair } from './content/examples.js';
export { labelSentences } from './content/label-tables.js';
export { savingsText } from './content/sequential.js';
export { type Digest, type ReportInput } from './content/report.js';
export { renderReport } from './render-report.js';
