import { answersFailed, answersReady, type Failure } from '@equipoise/contracts';
import { contentId } from '@equipoise/kernel';
import { EventPublisher } from '@equipoise/platform';
import { Injectable } from '@nestjs/common';
import { AnswerEvents, type ChunkRef } from '../application/ports.js';
import type { AnsweredChunk } from '../domain/answer.js';

/** Publishes under an id made of topic and chunk: said twice, heard once. */
@Injectable()
export class PublishedAnswerEvents extends AnswerEvents {
  constructor(private readonly publisher: EventPublisher) {
    super();
  }

  override async ready(chunk: ChunkRef, { answers, usage }: AnsweredChunk): Promise<void> {
    const { experimentId, chunkId, cellId } = chunk;
    const payload = {
      chunkId,
      cellId,
      usage,
      answers: answers.map(({ id, questionId, sample, outcome }) => ({
        answerId: id,
        questionId,
        sample,
        status: 'failure' in outcome ? ('failed' as const) : ('answered' as const),
        failure: 'failure' in outcome ? outcome.failure : null,
      })),
    };
    const id = contentId([answersReady.topic, chunkId]);
    await this.publisher.publish(answersReady, experimentId, payload, id);
  }

  override async failed(chunk: ChunkRef, failure: Failure): Promise<void> {
    const { experimentId, chunkId, cellId } = chunk;
    const id = contentId([answersFailed.topic, chunkId]);
    await this.publisher.publish(answersFailed, experimentId, { chunkId, cellId, ...failure }, id);
  }
}
