import {
  type AdapterChecked,
  adapterChecked,
  adapterCheckFailed,
  type EventEnvelope,
  type Failure,
  NO_USAGE,
} from '@equipoise/contracts';
import { OnEvent } from '@equipoise/platform';
import { Injectable } from '@nestjs/common';
import { RecordAdapterCheck } from '../application/record-adapter-check.js';

@Injectable()
export class AdapterChecksEvents {
  constructor(private readonly record: RecordAdapterCheck) {}

  @OnEvent(adapterChecked)
  async onAdapterChecked(event: EventEnvelope<AdapterChecked>): Promise<void> {
    const { checkId, ...outcome } = event.payload;
    await this.record.execute(event.experimentId, checkId, outcome);
  }

  @OnEvent(adapterCheckFailed)
  async onAdapterCheckFailed({
    experimentId,
    payload: { checkId, reason },
  }: EventEnvelope<Failure & { checkId: string }>): Promise<void> {
    await this.record.execute(experimentId, checkId, { failure: reason, usage: NO_USAGE });
  }
}
