import { InferenceClient } from '@equipoise/platform';
import { Injectable } from '@nestjs/common';
import { AnswerReader, type AnswerText } from '../application/ports.js';

@Injectable()
export class GrpcAnswerReader extends AnswerReader {
  constructor(private readonly inference: InferenceClient) {
    super();
  }

  override async find(answerIds: readonly string[], signal: AbortSignal): Promise<AnswerText[]> {
    const request = { answerIds: [...answerIds] };
    const { answers } = await this.inference.call('getAnswers', request, { signal });
    return answers.map(({ answerId, questionId, status, text }) => ({
      answerId,
      questionId,
      isAnswered: status === 'answered',
      text,
    }));
  }
}
