import {
  type AdapterCheckRequested,
  adapterCheckRequested,
  type EventEnvelope,
} from '@equipoise/contracts';
import { DomainError, reasonOf } from '@equipoise/kernel';
import { type EventJob, OnEvent, RunningExperiments } from '@equipoise/platform';
import { Injectable } from '@nestjs/common';
import { CallCancelledError } from '../../generations/index.js';
import { CheckAdapter } from '../application/check-adapter.js';
import { AdapterCheckEvents } from '../application/ports.js';

@Injectable()
export class AdapterChecksEvents {
  constructor(
    private readonly check: CheckAdapter,
    private readonly running: RunningExperiments,
    private readonly events: AdapterCheckEvents,
  ) {}

  @OnEvent(adapterCheckRequested, { duration: 'long', concurrency: 2, onFailed: 'onGivenUp' })
  async onAdapterCheckRequested(
    { experimentId, payload: request }: EventEnvelope<AdapterCheckRequested>,
    job: EventJob,
  ): Promise<void> {
    const checked = await this.running.run(experimentId, job.signal, (signal) =>
      this.check.execute({ experimentId, request }, signal),
    );
    await job.commit(async () => {
      if (checked) await this.events.checked(experimentId, checked);
    });
  }

  async onGivenUp(
    { experimentId, payload: { checkId } }: EventEnvelope<AdapterCheckRequested>,
    error: Error,
  ): Promise<void> {
    if (error instanceof CallCancelledError) return;
    await this.events.failed(experimentId, checkId, {
      code: error instanceof DomainError ? error.code : 'INFERENCE.INTERNAL',
      reason: reasonOf(error) || error.name,
    });
  }
}
