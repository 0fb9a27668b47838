import type { AnswersRequested, Failure } from '@equipoise/contracts';
import type { Answer, AnsweredChunk, QuestionContext } from '../domain/answer.js';

/** Questions, and how passages for them are chosen. */
export type ContextRequest = Pick<
  AnswersRequested,
  'datasetVersionId' | 'context' | 'indexId' | 'questionIds' | 'topK' | 'mode'
>;

/** The retrieval service: what a model may read for each question. */
export abstract class ContextReader {
  /**
   * In the order of the request's question ids.
   *
   * @throws DomainError as retrieval answers: index or question unknown, index not ready, unreachable
   */
  abstract read(request: ContextRequest, signal: AbortSignal): Promise<QuestionContext[]>;
}

export abstract class AnswerRepository {
  /** Adds what is not stored yet; an answer never changes. */
  abstract add(answers: readonly Answer[]): Promise<void>;
  /** Those that exist, in any order. */
  abstract find(ids: readonly string[]): Promise<Answer[]>;
}

/** Which chunk of work a fact is about. */
export interface ChunkRef {
  readonly experimentId: string;
  readonly chunkId: string;
  readonly cellId: string;
}

/** Facts that other services wait for; published in the transaction under way. */
export abstract class AnswerEvents {
  abstract ready(chunk: ChunkRef, answered: AnsweredChunk): Promise<void>;
  abstract failed(chunk: ChunkRef, failure: Failure): Promise<void>;
}
