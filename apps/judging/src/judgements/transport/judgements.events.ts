import {
  type EventEnvelope,
  experimentCancelled,
  judgementsFailed,
  judgementsReady,
  type JudgementsReady,
  judgementsRequested,
  type JudgementsRequested,
} from '@equipoise/contracts';
import { contentId, DomainError, reasonOf } from '@equipoise/kernel';
import { type EventJob, EventPublisher, OnEvent, RunningExperiments } from '@equipoise/platform';
import { Injectable, Logger } from '@nestjs/common';
import { JudgeChunk } from '../application/judge-chunk.js';
import { JudgingLimits } from '../application/ports.js';

/** Chunks of answers to judge, and the word that an experiment's work is void. */
@Injectable()
export class JudgementsEvents {
  private readonly logger = new Logger(JudgementsEvents.name);
  /** Chunks handled at once; read by `@OnEvent`. */
  readonly chunksAtOnce: number;

  constructor(
    private readonly judgeChunk: JudgeChunk,
    private readonly running: RunningExperiments,
    private readonly publisher: EventPublisher,
    limits: JudgingLimits,
  ) {
    this.chunksAtOnce = limits.chunksAtOnce;
  }

  @OnEvent(judgementsRequested, {
    duration: 'long',
    concurrency: 'chunksAtOnce',
    onFailed: 'onJudgementsRequestedFailed',
  })
  async onJudgementsRequested(
    { experimentId, payload: chunk }: EventEnvelope<JudgementsRequested>,
    job: EventJob,
  ): Promise<void> {
    const ready = await this.running.run(experimentId, job.signal, (signal) =>
      this.judgeChunk.execute({ experimentId, chunk, signal }),
    );
    this.log(experimentId, chunk.chunkId, ready);
    await job.commit(async () => {
      if (!ready) return;
      const id = contentId([judgementsReady.topic, experimentId, chunk.chunkId]);
      await this.publisher.publish(judgementsReady, experimentId, ready, id);
    });
  }

  async onJudgementsRequestedFailed(
    { experimentId, payload: { chunkId } }: EventEnvelope<JudgementsRequested>,
    error: Error,
  ): Promise<void> {
    const code = error instanceof DomainError ? error.code : 'JUDGING.INTERNAL';
    const id = contentId([judgementsFailed.topic, experimentId, chunkId]);
    const failure = { chunkId, code, reason: reasonOf(error) || 'no reason was given' };
    await this.publisher.publish(judgementsFailed, experimentId, failure, id);
  }

  @OnEvent(experimentCancelled)
  async onExperimentCancelled({ experimentId }: EventEnvelope<unknown>): Promise<void> {
    await this.running.cancel(experimentId);
  }

  private log(experimentId: string, chunkId: string, ready: JudgementsReady | undefined): void {
    if (!ready) {
      this.logger.log({ msg: 'chunk left: its experiment was cancelled', experimentId, chunkId });
      return;
    }
    const { judgements, usage } = ready;
    const missing = judgements.filter(({ score }) => score === null).length;
    const counts = { judgements: judgements.length, missing, ...usage };
    this.logger.log({ msg: 'chunk judged', experimentId, chunkId, ...counts });
  }
}
