import { type retrievalV1 } from '@equipoise/contracts';
import { chunksOf } from '@equipoise/kernel';
import { type GrpcClient } from '@equipoise/platform';
import { type OnApplicationShutdown } from '@nestjs/common';
import { ContextReader, type ContextRequest } from '../application/ports.js';
import type { QuestionContext } from '../domain/answer.js';

/** Questions a request, so that 50 long passages each stay far below the largest message. */
const QUESTIONS_PER_REQUEST = 100;

export class GrpcContextReader extends ContextReader implements OnApplicationShutdown {
  /** @param deadlineMs of one request of up to 100 questions, which retrieval may have to rank first */
  constructor(
    private readonly retrieval: GrpcClient<retrievalV1.RetrievalServiceClient>,
    private readonly deadlineMs: number,
  ) {
    super();
  }

  override async read(request: ContextRequest, signal: AbortSignal): Promise<QuestionContext[]> {
    const contexts: QuestionContext[] = [];
    for (const questionIds of chunksOf(request.questionIds, QUESTIONS_PER_REQUEST)) {
      const response = await this.retrieval.call(
        'getContexts',
        {
          datasetVersionId: request.datasetVersionId,
          context: request.context,
          indexId: request.indexId ?? '',
          questionIds,
          topK: request.topK,
          mode: request.mode,
        },
        { deadlineMs: this.deadlineMs, signal },
      );
      contexts.push(...response.contexts.map(toContext));
    }
    return contexts;
  }

  onApplicationShutdown(): void {
    this.retrieval.close();
  }
}

function toContext({ questionId, text, passages }: retrievalV1.QuestionContext): QuestionContext {
  return {
    questionId,
    text,
    passages: passages.map((passage) => ({
      passageId: passage.passageId,
      title: passage.title,
      text: passage.text,
      relevant: passage.relevant,
    })),
  };
}
