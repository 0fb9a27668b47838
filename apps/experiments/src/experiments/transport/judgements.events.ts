import {
  type EventEnvelope,
  type Failure,
  judgementsFailed,
  type JudgementsReady,
  judgementsReady,
} from '@equipoise/contracts';
import { reasonOf } from '@equipoise/kernel';
import { OnEvent } from '@equipoise/platform';
import { Injectable } from '@nestjs/common';
import { RecordChunkFailure } from '../application/record-chunk-failure.js';
import { RecordJudgements } from '../application/record-judgements.js';

@Injectable()
export class JudgementsEvents {
  constructor(
    private readonly judgements: RecordJudgements,
    private readonly failures: RecordChunkFailure,
  ) {}

  @OnEvent(judgementsReady, { concurrency: 4, onFailed: 'onUnstorable' })
  async onJudgementsReady({
    experimentId,
    payload,
  }: EventEnvelope<JudgementsReady>): Promise<void> {
    await this.judgements.execute(experimentId, payload);
  }

  @OnEvent(judgementsFailed)
  async onJudgementsFailed(event: EventEnvelope<Failure & { chunkId: string }>): Promise<void> {
    const { experimentId, payload } = event;
    const { chunkId, reason } = payload;
    await this.failures.execute({ experimentId, chunkId, reason });
  }

  /** The scores are there and could not be stored, even after every try. */
  async onUnstorable(
    { experimentId, payload }: EventEnvelope<JudgementsReady>,
    error: Error,
  ): Promise<void> {
    const reason = `the scores could not be stored: ${reasonOf(error)}`;
    await this.failures.execute({ experimentId, chunkId: payload.chunkId, reason });
  }
}
