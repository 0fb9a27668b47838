import { Injectable } from '@nestjs/common';
import type { FineTuneSpec } from '../domain/fine-tune.js';
import { type TrainingExample, trainingExamples } from '../domain/training-example.js';
import { selectTrainingQuestions } from '../domain/training-selection.js';
import { TrainingQuestions } from './ports.js';

/** The examples of a fine-tune: the same ones whenever it is asked. */
@Injectable()
export class ReadTrainingExamples {
  constructor(private readonly questions: TrainingQuestions) {}

  /** @throws NotEnoughTrainingQuestionsError, NothingToLearnError, AnswersTooAlikeError, RemoteError */
  async execute(spec: FineTuneSpec, signal: AbortSignal): Promise<TrainingExample[]> {
    const { datasetVersionId, trainingFormat, seed } = spec;
    const ids = await this.questions.ids(datasetVersionId, signal);
    const chosen = selectTrainingQuestions(ids, spec);
    const questions = await this.questions.load(datasetVersionId, chosen, signal);
    return trainingExamples(questions, trainingFormat, seed);
  }
}
