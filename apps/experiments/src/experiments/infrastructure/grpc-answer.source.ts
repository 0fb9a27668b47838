import { chunksOf } from '@equipoise/kernel';
import { InferenceClient } from '@equipoise/platform';
import { Injectable } from '@nestjs/common';
import { AnswerSource, type AnswerText } from '../application/ports/sources.js';

/** Most ids of one call, by the contract. */
const IDS_PER_CALL = 1000;

@Injectable()
export class GrpcAnswerSource extends AnswerSource {
  constructor(private readonly inference: InferenceClient) {
    super();
  }

  override async texts(answerIds: readonly string[]): Promise<Map<string, AnswerText>> {
    const texts = new Map<string, AnswerText>();
    for (const batch of chunksOf(answerIds, IDS_PER_CALL)) {
      const { answers } = await this.inference.call('getAnswers', { answerIds: batch });
      for (const { answerId, text, modelFingerprint, passages } of answers) {
        texts.set(answerId, {
          answerId,
          text,
          modelFingerprint,
          passages: passages.map((passage) => passage.text),
        });
      }
    }
    return texts;
  }
}
