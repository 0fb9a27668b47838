import type { Context } from '@equipoise/contracts';
import { seededShuffle } from '@equipoise/kernel';
import type { ExperimentSpec } from './experiment-spec.js';
import type { DatasetFacts } from './facts.js';

type TestQuestion = DatasetFacts['testQuestions'][number];

/**
 * The test questions of a dataset in the order in which every arm is asked them: random by the
 * experiment's seed. Whoever asks fewer takes the first ones, so subsets lie within each other.
 */
export function questionOrder(dataset: DatasetFacts, seed: string): TestQuestion[] {
  return seededShuffle(dataset.testQuestions, `${seed} questions ${dataset.versionId}`);
}

/** How many questions of a dataset are asked in a context. */
export function questionCount(
  { questions }: ExperimentSpec,
  dataset: DatasetFacts,
  context: Context,
): number {
  const limit = questions?.perContext?.[context] ?? questions?.limit;
  return Math.min(limit ?? Infinity, dataset.testQuestions.length);
}
