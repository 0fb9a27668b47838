// Runs in a thread of its own: what looks at every judgement takes seconds of a processor.
export { analyse, sequentialLook } from '@equipoise/analysis';
import type { AnalysisInput } from '@equipoise/analysis';
import type { Analysis } from '@equipoise/contracts';
import { chooseExamples as choose, type ExampleChoice } from '@equipoise/reports';

export interface ExamplesTask {
  readonly table: AnalysisInput;
  readonly arms: Analysis['arms'];
}

export function chooseExamples({ table, arms }: ExamplesTask): ExampleChoice[] {
  return choose(table, { arms });
}
