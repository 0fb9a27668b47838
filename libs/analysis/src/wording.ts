import type { AnalysedArm, Contrast } from '@equipoise/contracts';
import { type Context } from '@equipoise/contracts';
import { counted } from './number-text.js';

const IN_CONTEXT = {
  retrieved: 'With retrieved context',
  oracle: 'With gold context',
  'closed-book': 'Without context',
} as const satisfies Record<Context, string>;

const FORMAT = {
  'with-context': '',
  'question-only': ' without passages',
  'shuffled-answers': ' with shuffled answers',
} as const;

/** `With retrieved context`, and `on qasper` where the experiment has several datasets. */
export function whereOf(
  { context, dataset }: Pick<Contrast, 'context' | 'dataset'>,
  severalDatasets: boolean,
): string {
  return severalDatasets ? `${IN_CONTEXT[context]} on ${dataset}` : IN_CONTEXT[context];
}

/** `tuned on 64 pairs`, with what is unusual about the pairs. */
export function dose(treatment: NonNullable<AnalysedArm['treatment']>): string {
  const { trainSize, trainingFormat } = treatment;
  const format = trainingFormat === null ? '' : FORMAT[trainingFormat];
  return trainSize === null ? `tuned elsewhere` : `tuned on ${counted(trainSize, 'pair')}${format}`;
}

/** `the adapter tuned on 64 pairs (seed 1)`. */
export function armName({ label, treatment }: AnalysedArm): string {
  if (treatment === null) return label;
  const noun = /lora/i.test(treatment.method) ? 'adapter' : 'model';
  const control = treatment.trainingFormat === 'shuffled-answers' ? 'control ' : '';
  const name = treatment.trainSize === null ? ` ${label}` : '';
  const seed = treatment.seed === null ? '' : ` (seed ${treatment.seed})`;
  return `the ${control}${noun}${name} ${dose(treatment)}${seed}`;
}

/** `scored 0.31 lower on accuracy`. */
export function scored(difference: number, criterion: string): string {
  const size = Math.abs(difference).toFixed(2);
  if (Number(size) === 0) return `scored the same on ${criterion}`;
  return `scored ${size} ${difference < 0 ? 'lower' : 'higher'} on ${criterion}`;
}

/** `40 questions from 15 documents`. */
export function sampleSize({ n, clusters }: Pick<Contrast, 'n' | 'clusters'>): string {
  return `${counted(n, 'question')} from ${counted(clusters, 'document')}`;
}
