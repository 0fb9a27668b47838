import type { experimentsV1 } from '@equipoise/contracts';
import { z } from 'zod';

const progressResponse = z.object({
  answersDone: z.int(),
  answersTotal: z.int(),
  judgementsDone: z.int(),
  judgementsTotal: z.int(),
  fineTunesDone: z.int(),
  fineTunesTotal: z.int(),
  indexesDone: z.int(),
  indexesTotal: z.int(),
  judgeTrialsDone: z.int(),
  judgeTrialsTotal: z
    .int()
    .describe('Trials of the judge that were asked for, one a dataset; verdicts wait for them.'),
  wave: z.int().describe('Waves begun; 0 with fixed stopping.'),
  waves: z.int().describe('Waves planned, of which fewer may be needed; 0 with fixed stopping.'),
  fineTunes: z.array(
    z.object({
      fineTuneId: z.string(),
      label: z.string(),
      status: z.string(),
      progress: z.number().describe('[0, 1]'),
      step: z.int(),
      totalSteps: z.int(),
      loss: z.number(),
      etaSeconds: z.int(),
      detail: z.string().describe('What is being done, for a person.'),
    }),
  ),
  indexes: z.array(
    z.object({
      indexId: z.string(),
      dataset: z.string(),
      chunksDone: z.int(),
      chunksTotal: z.int(),
    }),
  ),
});

const cellResponse = z.object({
  cellId: z.string(),
  arm: z.string(),
  dataset: z.string(),
  context: z.string(),
  status: z.string().describe('waiting | running | done | failed | cancelled'),
  reason: z.string(),
  questions: z.int(),
  answered: z.int(),
  failed: z.int(),
});

const guardResponse = z.object({
  guard: z.string().describe('contamination | adapter-active | arms-comparable | budget'),
  severity: z.string().describe('info | warning | error'),
  subject: z.string().describe('Dataset, arm or cell that it is about.'),
  message: z.string(),
  remedy: z.string(),
});

export const experimentResponse = z.object({
  experimentId: z.string(),
  name: z.string(),
  status: z
    .string()
    .describe(
      'queued | preparing | running | analysing | completed | partially_failed | failed | cancelling | cancelled',
    ),
  reason: z.string(),
  spec: z.unknown().describe('Document of the published JSON Schema, with its defaults.'),
  createdAt: z.string(),
  endedAt: z.string().describe('Empty while it runs.'),
  progress: progressResponse.optional(),
  cells: z.array(cellResponse).describe('Empty in lists.'),
  warnings: z.array(z.string()),
  guards: z.array(guardResponse).describe('What the guards found so far.'),
});
export type ExperimentResponse = z.output<typeof experimentResponse>;

/** The spec is a document of its own: it leaves as JSON, not as a text that holds JSON. */
export function experimentOf(
  experiment: experimentsV1.Experiment | undefined,
): Omit<ExperimentResponse, 'progress'> & { progress?: experimentsV1.Progress | undefined } {
  if (!experiment) throw new Error('experiments answered without an experiment');
  const { specJson, ...rest } = experiment;
  return { ...rest, spec: specJson ? (JSON.parse(specJson) as unknown) : null };
}

export const planResponse = z.object({
  cells: z.array(
    z.object({ arm: z.string(), dataset: z.string(), context: z.string(), questions: z.int() }),
  ),
  fineTunes: z.array(
    z.object({
      base: z.string(),
      dataset: z.string(),
      trainSize: z.int(),
      seed: z.int(),
      trainingFormat: z.string(),
    }),
  ),
  contrasts: z.int().describe("The family that Holm's procedure covers."),
  answerCalls: z.int(),
  judgeCalls: z.int().describe('Those that try the judge included.'),
  judgeTrialCalls: z
    .int()
    .describe('Of `judgeCalls`, to try the judge; fewer where probes were judged before.'),
  estimatedCostUsd: z.number().describe('Of model calls.'),
  trainingGpuHours: z.number().describe('Estimated; 0 where no GPUs are counted.'),
  trainingCostUsd: z.number().describe('Estimated, of those GPUs.'),
  warnings: z.array(z.string()),
  guards: z.array(guardResponse).describe('What the guards found before anything is bought.'),
  detectableDifference: z.number(),
  waveQuestions: z.int().describe('Questions of a wave, about; 0 with fixed stopping.'),
  mostWaves: z.int().describe('Waves when no contrast is decided early; 0 with fixed stopping.'),
});

export const answerResponse = z.object({
  answerId: z.string(),
  cellId: z.string(),
  arm: z.string(),
  dataset: z.string(),
  context: z.string(),
  questionId: z.string(),
  question: z.string(),
  references: z.array(z.string()),
  status: z.string().describe('answered | failed'),
  text: z.string(),
  failure: z.string(),
  scores: z.array(
    z.object({
      criterion: z.string(),
      mean: z.number().describe('[1, 5], over the readable repeats'),
      repeats: z.int(),
      missing: z.int(),
    }),
  ),
  passages: z.array(z.string()).describe('What the model was given to read, best first.'),
});

export const judgementResponse = z.object({
  answerId: z.string(),
  cellId: z.string(),
  questionId: z.string(),
  criterion: z.string(),
  repeat: z.int(),
  score: z.number().nullable().describe('[1, 5]; null when unreadable.'),
  estimator: z.string(),
  leakedMass: z.number(),
  attempts: z.int(),
});
export type JudgementResponse = z.output<typeof judgementResponse>;
