import {
  type AnswersRequested,
  answersRequested,
  type EventEnvelope,
  experimentCancelled,
} from '@equipoise/contracts';
import { type EventJob, OnEvent, RunningExperiments } from '@equipoise/platform';
import { Injectable } from '@nestjs/common';
import { ChunkDesk } from '../application/chunk-desk.js';
import { AnswersSettings } from '../answers.settings.js';

@Injectable()
export class AnswersEvents {
  /** Chunks answered at once; read by the event workers. */
  readonly chunksAtOnce: number;

  constructor(
    private readonly desk: ChunkDesk,
    private readonly running: RunningExperiments,
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
    const answered = await this.running.run(experimentId, job.signal, (signal) =>
      this.desk.answer(command, signal),
    );
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

  @OnEvent(experimentCancelled)
  async onExperimentCancelled({ experimentId }: EventEnvelope<unknown>): Promise<void> {
    await this.running.cancel(experimentId);
  }
}
