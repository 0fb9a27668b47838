import { Injectable } from '@nestjs/common';
import type { FineTune } from '../domain/fine-tune.js';
import {
  BackendUnavailableError,
  CannotCancelError,
  RequestReusedError,
} from '../domain/fine-tunes.errors.js';
import { type IdentifiedFineTune, IdentifyFineTune } from './identify-fine-tune.js';
import {
  CancelledExperiments,
  FineTuneRepository,
  FineTuneRequests,
  type FineTuneRequest,
  type RunPlan,
  TrainerBackend,
} from './ports.js';
import { ReadFineTunes } from './read-fine-tunes.js';
import { ReadTrainingExamples } from './read-training-examples.js';

/** What a user asks for, without an experiment. */
export type FineTuneOrder = Omit<FineTuneRequest, 'requestId' | 'experimentId'>;

/** What an order would lead to. */
export interface PlannedFineTune extends IdentifiedFineTune {
  /** The fine-tune, where somebody has asked for it before. */
  readonly existing: FineTune | undefined;
  readonly plan: RunPlan;
}

/** Plans, asks for and calls off adapters on behalf of users. */
@Injectable()
export class RequestFineTune {
  constructor(
    private readonly identify: IdentifyFineTune,
    private readonly backend: TrainerBackend,
    private readonly repository: FineTuneRepository,
    private readonly requests: FineTuneRequests,
    private readonly examples: ReadTrainingExamples,
    private readonly fineTunes: ReadFineTunes,
    private readonly cancelled: CancelledExperiments,
  ) {}

  /**
   * Finds out everything that can stand in the way, and makes nothing.
   *
   * @throws RemoteError, BackendUnavailableError and what `DetachedTrainer.plan` throws
   * @throws NotEnoughTrainingQuestionsError, NothingToLearnError, AnswersTooAlikeError
   */
  async plan(order: FineTuneOrder, signal: AbortSignal): Promise<PlannedFineTune> {
    const identified = await this.identify.execute(order, signal);
    const existing = await this.repository.find(identified.fineTuneId);
    const reason = await this.backend.unavailableBecause();
    if (reason !== undefined) throw new BackendUnavailableError(reason);
    const plan = await this.backend.plan(identified, order.placement ?? {});
    await this.examples.execute(identified.spec, signal);
    return { ...identified, existing, plan };
  }

  /**
   * Asks for an adapter; the same request id again changes nothing.
   *
   * @throws as `plan`; RequestReusedError where the id was used for another order
   */
  async create(requestId: string, order: FineTuneOrder, signal: AbortSignal): Promise<FineTune> {
    const { fineTuneId: id, spec } = await this.plan(order, signal);
    // No experiment stands behind it: the request answers for itself.
    const request = { ...order, requestId, experimentId: requestId };
    const asked = await this.requests.add(request, { id, spec, backend: this.backend.name });
    if (asked !== id) throw new RequestReusedError(asked);
    return this.fineTunes.get(id);
  }

  /** @throws FineTuneNotFoundError, CannotCancelError */
  async cancel(id: string): Promise<FineTune> {
    const fineTune = await this.fineTunes.get(id);
    const waiting = await this.requests.waitingFor(id);
    const own = waiting.filter(({ requestId, experimentId }) => requestId === experimentId);
    const others = waiting.filter(({ requestId, experimentId }) => requestId !== experimentId);
    if (own.length === 0) {
      throw new CannotCancelError(
        id,
        fineTune.status,
        others.map(({ experimentId }) => experimentId),
      );
    }
    for (const { experimentId } of own) await this.cancelled.add(experimentId);
    return this.fineTunes.get(id);
  }
}
