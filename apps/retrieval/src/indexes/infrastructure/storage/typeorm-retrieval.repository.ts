import { Database } from '@equipoise/platform';
import { Injectable } from '@nestjs/common';
import { Any } from 'typeorm';
import {
  RetrievalRepository,
  type SearchOptions,
  type StoredRetrieval,
} from '../../application/ports.js';
import { RetrievalRow } from './retrieval.row.js';

@Injectable()
export class TypeOrmRetrievalRepository extends RetrievalRepository {
  constructor(private readonly database: Database) {
    super();
  }

  async find(
    indexId: string,
    { mode, topK }: SearchOptions,
    questionIds: readonly string[],
  ): Promise<StoredRetrieval[]> {
    const rows = await this.database.manager.findBy(RetrievalRow, {
      indexId,
      mode,
      topK,
      questionId: Any(questionIds),
    });
    return rows.map(toRetrieval);
  }

  async add(
    indexId: string,
    { mode, topK }: SearchOptions,
    retrievals: readonly StoredRetrieval[],
  ): Promise<void> {
    await this.database.manager
      .createQueryBuilder()
      .insert()
      .into(RetrievalRow)
      .values(
        retrievals.map(({ questionId, hits, metrics }) => ({
          indexId,
          mode,
          topK,
          questionId,
          positions: hits.map((hit) => hit.position),
          scores: hits.map((hit) => hit.score),
          relevant: hits.map((hit) => hit.relevant),
          recall: metrics?.recall ?? null,
          ndcg: metrics?.ndcg ?? null,
          reciprocalRank: metrics?.reciprocalRank ?? null,
          hit: metrics?.hit ?? null,
        })),
      )
      .orIgnore()
      .updateEntity(false)
      .execute();
  }
}

function toRetrieval(row: RetrievalRow): StoredRetrieval {
  const { questionId, topK, recall, ndcg, reciprocalRank, hit } = row;
  const hits = row.positions.map((position, i) => ({
    position,
    score: row.scores[i] ?? 0,
    relevant: row.relevant[i] ?? false,
  }));
  const known = recall !== null && ndcg !== null && reciprocalRank !== null && hit !== null;
  return {
    questionId,
    hits,
    metrics: known ? { recall, ndcg, reciprocalRank, hit, k: topK } : undefined,
  };
}
