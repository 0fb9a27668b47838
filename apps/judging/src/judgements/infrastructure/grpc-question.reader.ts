import { RetrievalClient } from '@equipoise/platform';
import { Injectable } from '@nestjs/common';
import { QuestionReader, type QuestionText } from '../application/ports.js';

@Injectable()
export class GrpcQuestionReader extends QuestionReader {
  constructor(private readonly retrieval: RetrievalClient) {
    super();
  }

  override async find(
    datasetVersionId: string,
    questionIds: readonly string[],
    signal: AbortSignal,
  ): Promise<QuestionText[]> {
    const request = { datasetVersionId, questionIds: [...questionIds] };
    const { questions } = await this.retrieval.call('getQuestions', request, { signal });
    return questions.map(({ questionId, text, references }) => ({ questionId, text, references }));
  }
}
