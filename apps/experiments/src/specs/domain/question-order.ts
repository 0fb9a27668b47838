import type { Context } from '@equipoise/contracts';
import { seededShuffle } from '@equipoise/kernel';
import { drawingOrder, wavesOf } from '@equipoise/statistics';
import { type ExperimentSpec, waveQuestions } from './experiment-spec.js';
import type { DatasetFacts } from './facts.js';

type TestQuestion = DatasetFacts['testQuestions'][number];

/**
 * The test questions of a dataset in the order in which every arm is asked them: random by the
 * experiment's seed. Whoever asks fewer takes the first ones, so subsets lie within each other. With
 * sequential stopping the clusters are shuffled and their questions stand together.
 */
export function questionOrder(dataset: DatasetFacts, spec: ExperimentSpec): TestQuestion[] {
  const seed = `${spec.seed} questions ${dataset.versionId}`;
  if (waveQuestions(spec) === undefined) return seededShuffle(dataset.testQuestions, seed);
  const clusters = dataset.testQuestions.map(({ cluster }) => cluster);
  const places = drawingOrder({ clusters, about: 'clusters', seed });
  return places.map((place) => dataset.testQuestions[place] as TestQuestion);
}

/**
 * How many of some questions in that order come in each wave: whole clusters, so that a wave may have
 * more than the spec says, and the last fewer. One wave unless stopping is sequential.
 *
 * @returns shape [waves], summing to the number of questions
 */
export function waveSizes(questions: readonly TestQuestion[], spec: ExperimentSpec): number[] {
  const wanted = waveQuestions(spec);
  if (wanted === undefined) return [questions.length];
  const places = questions.map((_, i) => i);
  const clusters = questions.map(({ cluster }) => cluster);
  return wavesOf(places, clusters, wanted).map(({ length }) => length);
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
