import { Injectable } from '@nestjs/common';
import type { FineTuneSpec } from '../domain/fine-tune.js';
import { type TrainingExample, trainingExamples } from '../domain/training-example.js';
import { selectTrainingQuestions } from '../domain/training-selection.js';
import type { FineTuneWatch } from './fine-tune-watch.js';
import {
  type BaseModel,
  FineTuneRepository,
  type TrainedAdapter,
  TrainerBackend,
  TrainingQuestions,
} from './ports.js';

/** What one attempt is about. */
export interface TrainAdapterCommand {
  readonly fineTuneId: string;
  readonly spec: FineTuneSpec;
  readonly base: BaseModel;
}

/** One attempt at a fine-tune: its data, then its training; neither when an earlier one got that far. */
@Injectable()
export class TrainAdapter {
  constructor(
    private readonly questions: TrainingQuestions,
    private readonly backend: TrainerBackend,
    private readonly repository: FineTuneRepository,
  ) {}

  /** @throws NotEnoughTrainingQuestionsError, NothingToLearnError and what {@link TrainerBackend.train} throws */
  async execute(
    command: TrainAdapterCommand,
    watch: FineTuneWatch,
    signal: AbortSignal,
  ): Promise<TrainedAdapter> {
    const finished = await this.backend.finished(command.fineTuneId);
    if (finished) return finished;
    await this.repository.beginAttempt(command.fineTuneId);
    watch.begun();
    const examples = await this.examples(command.spec, signal);
    return this.backend.train({ ...command, examples }, watch, signal);
  }

  private async examples(spec: FineTuneSpec, signal: AbortSignal): Promise<TrainingExample[]> {
    const { datasetVersionId, trainingFormat, seed } = spec;
    const ids = await this.questions.ids(datasetVersionId, signal);
    const chosen = selectTrainingQuestions(ids, spec);
    const questions = await this.questions.load(datasetVersionId, chosen, signal);
    return trainingExamples(questions, trainingFormat, seed);
  }
}
