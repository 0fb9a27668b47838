import { seededShuffle } from '@equipoise/kernel';
import { NotEnoughTrainingQuestionsError } from './fine-tunes.errors.js';

/**
 * The first `trainSize` of one shuffled order per dataset and seed, so that the 200 of a seed lie
 * within its 500 and a dose-response curve compares nested sets.
 *
 * @param questionIds training questions of the dataset version, in import order
 * @throws NotEnoughTrainingQuestionsError
 */
export function selectTrainingQuestions(
  questionIds: readonly string[],
  {
    datasetVersionId,
    seed,
    trainSize,
  }: { datasetVersionId: string; seed: number; trainSize: number },
): string[] {
  if (trainSize > questionIds.length) {
    throw new NotEnoughTrainingQuestionsError(trainSize, questionIds.length, datasetVersionId);
  }
  return seededShuffle(questionIds, `train ${datasetVersionId} ${seed}`).slice(0, trainSize);
}
