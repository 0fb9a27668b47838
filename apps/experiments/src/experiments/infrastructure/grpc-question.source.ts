import { chunksOf } from '@equipoise/kernel';
import { RetrievalClient } from '@equipoise/platform';
import { Injectable } from '@nestjs/common';
import { QuestionSource, type QuestionText, type Ranking } from '../application/ports/sources.js';
import type { RetrievalQuality } from '../domain/facts.js';

/** Most ids of one call, by the contract. */
const IDS_PER_CALL = 1000;

@Injectable()
export class GrpcQuestionSource extends QuestionSource {
  constructor(private readonly retrieval: RetrievalClient) {
    super();
  }

  override async questions(
    datasetVersionId: string,
    questionIds: readonly string[],
  ): Promise<Map<string, QuestionText>> {
    const found = new Map<string, QuestionText>();
    for (const batch of chunksOf(questionIds, IDS_PER_CALL)) {
      const request = { datasetVersionId, questionIds: batch };
      const { questions } = await this.retrieval.call('getQuestions', request);
      for (const question of questions) found.set(question.questionId, question);
    }
    return found;
  }

  override async quality(ranking: Ranking): Promise<Map<string, RetrievalQuality>> {
    const { questionIds, ...rest } = ranking;
    const found = new Map<string, RetrievalQuality>();
    for (const batch of chunksOf(questionIds, IDS_PER_CALL)) {
      const request = { ...rest, context: 'retrieved', questionIds: batch };
      const { contexts } = await this.retrieval.call('getContexts', request);
      for (const { questionId, metrics } of contexts) {
        if (!metrics) continue;
        const { recall, ndcg, reciprocalRank, k } = metrics;
        found.set(questionId, { recall, ndcg, reciprocalRank, k });
      }
    }
    return found;
  }
}
