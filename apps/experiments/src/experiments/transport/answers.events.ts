import { answersFailed, type AnswersReady, answersReady, type Failure } from '@equipoise/contracts';
import type { EventEnvelope } from '@equipoise/contracts';
import { reasonOf } from '@equipoise/kernel';
import { type EventJob, OnEvent } from '@equipoise/platform';
import { Injectable } from '@nestjs/common';
import { RecordAnswers } from '../application/record-answers.js';
import { RecordChunkFailure } from '../application/record-chunk-failure.js';

@Injectable()
export class AnswersEvents {
  constructor(
    private readonly answers: RecordAnswers,
    private readonly failures: RecordChunkFailure,
  ) {}

  @OnEvent(answersReady, { duration: 'long', concurrency: 4, onFailed: 'onUnreadable' })
  async onAnswersReady({ payload }: EventEnvelope<AnswersReady>, job: EventJob): Promise<void> {
    await this.answers.execute(payload, (work) => job.commit(work));
  }

  @OnEvent(answersFailed)
  async onAnswersFailed(event: EventEnvelope<Failure & { chunkId: string }>): Promise<void> {
    const { experimentId, payload } = event;
    const { chunkId, reason } = payload;
    await this.failures.execute({ experimentId, chunkId, reason });
  }

  /** The answers are there, but what belongs to them cannot be read. */
  async onUnreadable(
    { experimentId, payload }: EventEnvelope<AnswersReady>,
    error: Error,
  ): Promise<void> {
    const reason = `the answers could not be recorded: ${reasonOf(error)}`;
    await this.failures.execute({ experimentId, chunkId: payload.chunkId, reason });
  }
}
