import { Injectable } from '@nestjs/common';
import type { Question } from '../../datasets/index.js';
import type { Hit } from '../domain/fusion.js';
import { gradeRanking } from '../domain/grade-ranking.js';
import { type QuestionContext, toPassage } from '../domain/passage.js';
import { FindGoldChunks } from './find-gold-chunks.js';
import {
  ChunkRepository,
  RetrievalRepository,
  type SearchOptions,
  type StoredChunk,
  type StoredRetrieval,
} from './ports.js';
import { RankChunks } from './rank-chunks.js';

/** Gives each question what the index ranks highest for it. */
@Injectable()
export class RetrieveContexts {
  constructor(
    private readonly rank: RankChunks,
    private readonly gold: FindGoldChunks,
    private readonly chunks: ChunkRepository,
    private readonly retrievals: RetrievalRepository,
  ) {}

  /**
   * A ranking is computed once for a question, index, mode and number of passages, then read back,
   * so that every arm reads the same text even where two of them asked at once.
   *
   * @param indexId of an index that is ready
   * @returns in the order of the questions
   */
  async execute(
    indexId: string,
    questions: readonly Question[],
    options: SearchOptions,
  ): Promise<QuestionContext[]> {
    const ids = questions.map((question) => question.questionId);
    const known = new Set(
      (await this.retrievals.find(indexId, options, ids)).map((one) => one.questionId),
    );
    const missing = questions.filter((question) => !known.has(question.questionId));
    if (missing.length > 0) {
      await this.retrievals.add(indexId, options, await this.compute(indexId, missing, options));
    }
    const stored = await this.retrievals.find(indexId, options, ids);
    const byQuestion = new Map(stored.map((one) => [one.questionId, one]));
    const chunks = await this.chunksAt(
      indexId,
      stored.flatMap((one) => one.hits),
    );
    return questions.map((question) =>
      toContext(question, byQuestion.get(question.questionId), chunks),
    );
  }

  private async compute(
    indexId: string,
    questions: readonly Question[],
    options: SearchOptions,
  ): Promise<StoredRetrieval[]> {
    const texts = questions.map((question) => question.text);
    const rankings = await this.rank.execute(indexId, texts, options);
    const chunks = await this.chunksAt(indexId, rankings.flat());
    const gold = await this.gold.execute(indexId, questions);
    return questions.map((question, i) => {
      const hits = rankings[i] ?? [];
      const ranked = hits.flatMap(({ position }) => chunks.get(position) ?? []);
      const candidates = gold.get(question.questionId) ?? [];
      const { relevant, metrics } = gradeRanking(question, ranked, candidates, options.topK);
      return {
        questionId: question.questionId,
        hits: hits.map((hit, rank) => ({ ...hit, relevant: relevant[rank] ?? false })),
        metrics,
      };
    });
  }

  private async chunksAt(
    indexId: string,
    hits: readonly Hit[],
  ): Promise<ReadonlyMap<number, StoredChunk>> {
    const positions = new Set(hits.map((hit) => hit.position));
    const chunks = await this.chunks.at(indexId, [...positions]);
    return new Map(chunks.map((chunk) => [chunk.position, chunk]));
  }
}

function toContext(
  { questionId, text }: Question,
  retrieval: StoredRetrieval | undefined,
  chunks: ReadonlyMap<number, StoredChunk>,
): QuestionContext {
  const passages = (retrieval?.hits ?? []).flatMap((hit) => {
    const chunk = chunks.get(hit.position);
    return chunk ? [toPassage(chunk, hit)] : [];
  });
  return { questionId, text, passages, metrics: retrieval?.metrics };
}
