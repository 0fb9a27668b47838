import { Injectable } from '@nestjs/common';
import type { FineTune, FineTuneSpec } from '../domain/fine-tune.js';
import { BackendUnavailableError } from '../domain/fine-tunes.errors.js';
import { contaminationWarnings } from '../domain/known-questions.js';
import { type IdentifiedFineTune, IdentifyFineTune } from './identify-fine-tune.js';
import {
  FineTuneRepository,
  type FineTuneRequest,
  type RunPlan,
  TrainerBackend,
  TrainingQuestions,
} from './ports.js';
import { ReadTrainingExamples } from './read-training-examples.js';

/** What a user asks for, without an experiment. */
export type FineTuneOrder = Omit<FineTuneRequest, 'requestId' | 'experimentId'>;

/** What an order would lead to. */
export interface PlannedFineTune extends IdentifiedFineTune {
  /** The fine-tune, where somebody has asked for it before. */
  readonly existing: FineTune | undefined;
  readonly plan: RunPlan;
  /** What should be known before money is spent. */
  readonly warnings: readonly string[];
}

/** Finds out everything that can stand in an order's way, and makes nothing. */
@Injectable()
export class PlanFineTune {
  constructor(
    private readonly identify: IdentifyFineTune,
    private readonly backend: TrainerBackend,
    private readonly repository: FineTuneRepository,
    private readonly examples: ReadTrainingExamples,
    private readonly questions: TrainingQuestions,
  ) {}

  /**
   * @throws RemoteError, BackendUnavailableError and what `TrainerBackend.plan` throws
   * @throws NotEnoughTrainingQuestionsError, NothingToLearnError, AnswersTooAlikeError
   */
  async execute(order: FineTuneOrder, signal: AbortSignal): Promise<PlannedFineTune> {
    const identified = await this.identify.execute(order, signal);
    const existing = await this.repository.find(identified.fineTuneId);
    const reason = await this.backend.unavailableBecause();
    if (reason !== undefined) throw new BackendUnavailableError(reason);
    const plan = await this.backend.plan(identified, order.placement ?? {});
    await this.examples.execute(identified.spec, signal);
    const warnings = await this.warnings(identified.spec, signal);
    return { ...identified, existing, plan, warnings };
  }

  private async warnings(
    { datasetVersionId }: FineTuneSpec,
    signal: AbortSignal,
  ): Promise<string[]> {
    const known = await this.questions.knownTests(datasetVersionId, signal);
    if (known.length === 0) return [];
    const tests = await this.questions.countTests(datasetVersionId, signal);
    return contaminationWarnings(known, tests);
  }
}
