import { type retrievalV1 } from '@equipoise/contracts';
import { chunksOf } from '@equipoise/kernel';
import { RetrievalClient } from '@equipoise/platform';
import { Injectable } from '@nestjs/common';
import { AnswersSettings } from '../answers.settings.js';
import { ContextReader, type ContextRequest } from '../application/ports.js';
import type { QuestionContext } from '../domain/answer.js';

/** Questions a request, so that 50 long passages each stay far below the largest message. */
const QUESTIONS_PER_REQUEST = 100;

@Injectable()
export class GrpcContextReader extends ContextReader {
  constructor(
    private readonly retrieval: RetrievalClient,
    private readonly settings: AnswersSettings,
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
        { deadlineMs: this.settings.contextsDeadlineMs, signal },
      );
      contexts.push(...response.contexts.map(toContext));
    }
    return contexts;
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
