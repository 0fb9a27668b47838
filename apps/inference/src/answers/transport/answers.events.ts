import {
  type AnswersRequested,
  answersRequested,
  type EventEnvelope,
  experimentCancelled,
} from '@equipoise/contracts';
import { type EventJob, OnEvent } from '@equipoise/platform';
import { Injectable } from '@nestjs/common';
import { ChunkDesk } from '../application/chunk-desk.js';
import { AnswersSettings } from '../answers.settings.js';

@Injectable()
export class AnswersEvents {
  /** Chunks answered at once; read by the event workers. */
  readonly chunksAtOnce: number;

  constructor(
    private readonly desk: ChunkDesk,
    settings: AnswersSettings,
  ) {
    this.chunksAtOnce = settings.chunksAtOnce;
  }

  @OnEvent(answersRequested, {
    duration: 'long',
    concurrency: 'chunksAtOnce',
    onFailed: 'onAnswersGivenUp',
  })
  async onAnswersRequested(
    { experimentId, payload }: EventEnvelope<AnswersRequested>,
    job: EventJob,
  ): Promise<void> {
    const command = { experimentId, request: payload, attempt: job.attempt };
    const answered = await this.desk.answer(command, job.signal);
    await job.commit(async () => {
      if (answered) await this.desk.record(command, answered);
    });
  }

  async onAnswersGivenUp(
    { experimentId, payload }: EventEnvelope<AnswersRequested>,
    error: Error,
  ): Promise<void> {
    await this.desk.giveUp(experimentId, payload, error);
  }

  @OnEvent(experimentCancelled, { duration: 'long' })
  async onExperimentCancelled(
    { experimentId }: EventEnvelope<unknown>,
    job: EventJob,
  ): Promise<void> {
    await job.commit(() => this.desk.cancel(experimentId));
    // Only now: a chunk that stops asks whether its experiment is cancelled, and must find that it is.
    this.desk.stop(experimentId);
  }
}
