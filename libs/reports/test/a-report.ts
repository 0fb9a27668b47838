import { type Analysis } from '@equipoise/contracts';
import { analyse, type ScoreTable } from '@equipoise/analysis';
import { chooseExamples, type ExamplePair, type ReportInput } from '../src/index.js';
import { aScoreTable } from '../../analysis/test/a-score-table.js';

export interface MadeReport {
  readonly table?: ScoreTable;
  /** Put in place of what stands in each example. */
  readonly texts?: Partial<ExamplePair>;
  readonly analysis?: Partial<Analysis>;
}

/** A report on a score table with made texts. */
export function aReport({ table = aScoreTable(), texts, analysis }: MadeReport = {}): ReportInput {
  const analysed = { ...analyse(table), ...analysis };
  return {
    analysis: analysed,
    spec: { kind: 'Experiment', metadata: { name: table.name } },
    examples: chooseExamples(table, analysed).map((choice) => ({
      ...choice,
      question: `What is ${choice.questionId}?`,
      references: ['A question.'],
      passages: ['A passage about questions.'],
      baseAnswer: 'A good question.',
      tunedAnswer: 'An answer.',
      ...texts,
    })),
    provenance: {
      command: 'equipoise run spec.yaml',
      version: '0.1.0',
      generatedAt: '2026-11-02T08:00:00.000Z',
      promptFrame: 'rag.v1',
      digests: [{ kind: 'dataset', name: 'demo@v1', digest: 'f'.repeat(64) }],
    },
  };
}
