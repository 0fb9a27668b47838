import {
  type EventEnvelope,
  experimentCancelled,
  type FineTuneRequested,
  fineTuneRequested,
} from '@equipoise/contracts';
import { type EventJob, OnEvent } from '@equipoise/platform';
import { Injectable } from '@nestjs/common';
import { FailFineTune } from '../application/fail-fine-tune.js';
import {
  CancelledExperiments,
  type FineTuneRequest,
  FineTuneRequestHandler,
} from '../application/ports.js';

/**
 * Requests taken at once. Trainers are bounded by TRAINING_CONCURRENCY; the others wait, and those
 * whose adapter exists are answered meanwhile.
 */
const REQUESTS_AT_ONCE = 4;

type Requested = EventEnvelope<FineTuneRequested>;

@Injectable()
export class FineTunesEvents {
  constructor(
    private readonly handler: FineTuneRequestHandler,
    private readonly failFineTune: FailFineTune,
    private readonly cancelled: CancelledExperiments,
  ) {}

  @OnEvent(fineTuneRequested, {
    duration: 'long',
    concurrency: REQUESTS_AT_ONCE,
    onFailed: 'onFineTuneFailed',
  })
  async onFineTuneRequested(event: Requested, job: EventJob): Promise<void> {
    await this.handler.execute({
      request: requestOf(event),
      signal: job.signal,
      commit: (work) => job.commit(work),
    });
  }

  async onFineTuneFailed(event: Requested, error: Error): Promise<void> {
    await this.failFineTune.execute(requestOf(event), error);
  }

  @OnEvent(experimentCancelled)
  async onExperimentCancelled({ experimentId }: EventEnvelope<unknown>): Promise<void> {
    await this.cancelled.add(experimentId);
  }
}

function requestOf({ experimentId, payload }: Requested): FineTuneRequest {
  return { ...payload, experimentId };
}
