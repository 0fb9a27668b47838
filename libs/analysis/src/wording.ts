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

/** A treatment as one arm, where it was trained with several seeds. */
export function treatmentArm({ base, treatment }: AnalysedArm, seeds: number): AnalysedArm {
  if (treatment === null) return { label: base, base, treatment };
  const { method, trainSize, trainingFormat } = treatment;
  const format =
    trainingFormat === null || trainingFormat === 'with-context' ? [] : [trainingFormat];
  const size = trainSize === null ? method : `${method} ${counted(trainSize, 'pair')}`;
  const label = [base, size, ...format, counted(seeds, 'seed')].join(' · ');
  return { label, base, treatment: { ...treatment, seed: null } };
}

/** `the adapter tuned on 64 pairs (seed 1)`, or `fine-tuning on 64 pairs (lora, 3 seeds)`. */
export function armName({ label, treatment }: AnalysedArm, seeds = 1): string {
  if (treatment === null) return label;
  if (seeds > 1) {
    const control = treatment.trainingFormat === 'shuffled-answers' ? 'the control ' : '';
    const tuning = dose(treatment).replace('tuned', 'fine-tuning');
    return `${control}${tuning} (${treatment.method}, ${counted(seeds, 'seed')})`;
  }
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
