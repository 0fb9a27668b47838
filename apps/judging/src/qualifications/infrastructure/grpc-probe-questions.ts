import type { retrievalV1 } from '@equipoise/contracts';
import { seededShuffle } from '@equipoise/kernel';
import { RetrievalClient } from '@equipoise/platform';
import { Injectable } from '@nestjs/common';
import { ProbeQuestions } from '../application/ports.js';
import type { ProbeQuestion } from '../domain/probe.js';

/** Questions looked at for each one wanted, as some have no answer. */
const LOOKED_AT = 3;
/** Most ids that retrieval takes at once. */
const MOST_IDS = 1000;

@Injectable()
export class GrpcProbeQuestions extends ProbeQuestions {
  constructor(private readonly retrieval: RetrievalClient) {
    super();
  }

  override async of(
    datasetVersionId: string,
    limit: number,
    signal: AbortSignal,
  ): Promise<ProbeQuestion[]> {
    const split = { datasetVersionId, split: 'test' };
    const { questions: keys } = await this.retrieval.call('listQuestions', split, { signal });
    const ids = seededShuffle(
      keys.map(({ questionId }) => questionId),
      `probes ${datasetVersionId}`,
    ).slice(0, Math.min(limit * LOOKED_AT, MOST_IDS));
    if (ids.length === 0) return [];
    const request = { datasetVersionId, questionIds: ids };
    const { questions } = await this.retrieval.call('getQuestions', request, { signal });
    const byId = new Map(questions.map((question) => [question.questionId, question]));
    return ids
      .flatMap((id) => byId.get(id) ?? [])
      .filter(hasAnswer)
      .slice(0, limit)
      .map(({ questionId, cluster, text, references }) => ({
        questionId,
        cluster,
        text,
        references,
      }));
  }
}

const hasAnswer = ({ type, references }: retrievalV1.Question): boolean =>
  type !== 'unanswerable' && (references[0] ?? '').trim() !== '';
