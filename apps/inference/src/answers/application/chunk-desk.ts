import { type AnswersRequested } from '@equipoise/contracts';
import { DomainError, reasonOf } from '@equipoise/kernel';
import { Injectable } from '@nestjs/common';
import { CallCancelledError } from '../../generations/index.js';
import type { AnsweredChunk } from '../domain/answer.js';
import { AnswerChunk, type AnswerChunkCommand } from './answer-chunk.js';
import { AnswerEvents, AnswerRepository } from './ports.js';

/** Takes chunks in and lets the others know how each ended. */
@Injectable()
export class ChunkDesk {
  constructor(
    private readonly answerChunk: AnswerChunk,
    private readonly answers: AnswerRepository,
    private readonly events: AnswerEvents,
  ) {}

  /**
   * Works outside any transaction.
   *
   * @throws DomainError as `AnswerChunk` does; the signal's reason once it has fired
   */
  async answer(command: AnswerChunkCommand, signal: AbortSignal): Promise<AnsweredChunk> {
    try {
      return await this.answerChunk.execute(command, signal);
    } catch (error) {
      // The job is no longer ours or the process stops: neither is a failure of the chunk.
      signal.throwIfAborted();
      throw error;
    }
  }

  /** Stores and announces what was answered, in the transaction under way. */
  async record(
    { experimentId, request }: AnswerChunkCommand,
    answered: AnsweredChunk,
  ): Promise<void> {
    await this.answers.add(answered.answers);
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
