import { Injectable } from '@nestjs/common';
import type { FineTune } from '../domain/fine-tune.js';
import { CannotCancelError, RequestReusedError } from '../domain/fine-tunes.errors.js';
import { CancelledExperiments, FineTuneRequests } from './ports.js';
import { type FineTuneOrder, PlanFineTune } from './plan-fine-tune.js';
import { ReadFineTunes } from './read-fine-tunes.js';

/** A fine-tune that was asked for. */
export interface RequestedFineTune {
  readonly fineTune: FineTune;
  /** What should be known before money is spent. */
  readonly warnings: readonly string[];
}

/** Asks for and calls off adapters on behalf of users. */
@Injectable()
export class RequestFineTune {
  constructor(
    private readonly plan: PlanFineTune,
    private readonly requests: FineTuneRequests,
    private readonly fineTunes: ReadFineTunes,
    private readonly cancelled: CancelledExperiments,
  ) {}

  /**
   * Asks for an adapter; the same request id again changes nothing.
   *
   * @throws as `PlanFineTune`; RequestReusedError where the id was used for another order
   */
  async create(
    requestId: string,
    order: FineTuneOrder,
    signal: AbortSignal,
  ): Promise<RequestedFineTune> {
    const { fineTuneId: id, spec, backend, warnings } = await this.plan.execute(order, signal);
    // No experiment stands behind it: the request answers for itself.
    const request = { ...order, requestId, experimentId: requestId };
    const asked = await this.requests.add(request, { id, spec, backend });
    if (asked !== id) throw new RequestReusedError(asked);
    return { fineTune: await this.fineTunes.get(id), warnings };
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
