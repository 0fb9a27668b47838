import { type AnswersRequested } from '@equipoise/contracts';
import { DomainError, reasonOf } from '@equipoise/kernel';
import { Injectable } from '@nestjs/common';
import { CallCancelledError } from '../../generations/index.js';
import type { AnsweredChunk } from '../domain/answer.js';
import { AnswerChunk, type AnswerChunkCommand } from './answer-chunk.js';
import { ExperimentsAtWork } from './experiments-at-work.js';
import { AnswerEvents, AnswerRepository, CancelledExperiments } from './ports.js';

/** Takes chunks in, drops those of cancelled experiments, and lets the others know how each ended. */
@Injectable()
export class ChunkDesk {
  private readonly atWork = new ExperimentsAtWork();

  constructor(
    private readonly answerChunk: AnswerChunk,
    private readonly answers: AnswerRepository,
    private readonly cancelled: CancelledExperiments,
    private readonly events: AnswerEvents,
  ) {}

  /**
   * Works outside any transaction.
   *
   * @returns undefined when the experiment is cancelled
   * @throws DomainError as `AnswerChunk` does
   */
  async answer(
    command: AnswerChunkCommand,
    signal: AbortSignal,
  ): Promise<AnsweredChunk | undefined> {
    const { experimentId } = command;
    if (await this.cancelled.has(experimentId)) return undefined;
    try {
      return await this.atWork.run(experimentId, signal, (either) =>
        this.answerChunk.execute(command, either),
      );
    } catch (error) {
      // The job is no longer ours or the process stops: neither is a failure of the chunk.
      signal.throwIfAborted();
      if (await this.cancelled.has(experimentId)) return undefined;
      throw error;
    }
  }

  /** Stores and announces what was answered, in the transaction under way. */
  async record(
    { experimentId, request }: AnswerChunkCommand,
    answered: AnsweredChunk,
  ): Promise<void> {
    await this.answers.add(answered.answers);
    if (await this.cancelled.has(experimentId)) return;
    await this.events.ready(chunkOf(experimentId, request), answered);
  }

  /** Announces that a chunk will not be answered, in the transaction under way. */
  async giveUp(experimentId: string, request: AnswersRequested, error: Error): Promise<void> {
    if (error instanceof CallCancelledError) return;
    await this.events.failed(chunkOf(experimentId, request), {
      code: error instanceof DomainError ? error.code : 'INFERENCE.INTERNAL',
      reason: reasonOf(error) || error.name,
    });
  }

  /** Voids the experiment's chunks; `stop` then ends those in work. */
  async cancel(experimentId: string): Promise<void> {
    await this.cancelled.add(experimentId);
  }

  /** Stops the experiment's calls in this process. */
  stop(experimentId: string): void {
    this.atWork.cancel(experimentId);
  }
}

function chunkOf(
  experimentId: string,
  { chunkId, cellId }: AnswersRequested,
): {
  experimentId: string;
  chunkId: string;
  cellId: string;
} {
  return { experimentId, chunkId, cellId };
}
