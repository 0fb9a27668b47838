import { Injectable } from '@nestjs/common';
import type { FineTuneSpec } from '../domain/fine-tune.js';
import type { FineTuneWatch } from './fine-tune-watch.js';
import {
  type BaseModel,
  FineTuneRepository,
  type TrainedAdapter,
  AttendedTrainer,
} from './ports.js';
import { ReadTrainingExamples } from './read-training-examples.js';

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
    private readonly examples: ReadTrainingExamples,
    private readonly backend: AttendedTrainer,
    private readonly repository: FineTuneRepository,
  ) {}

  /** @throws NotEnoughTrainingQuestionsError, NothingToLearnError and what {@link AttendedTrainer.train} throws */
  async execute(
    command: TrainAdapterCommand,
    watch: FineTuneWatch,
    signal: AbortSignal,
  ): Promise<TrainedAdapter> {
    const finished = await this.backend.finished(command.fineTuneId);
    if (finished) return finished;
    await this.repository.beginAttempt(command.fineTuneId);
    watch.begun();
    const examples = await this.examples.execute(command.spec, signal);
    return this.backend.train({ ...command, examples }, watch, signal);
  }
}
