import type { Usage } from '@equipoise/contracts';
import { Injectable } from '@nestjs/common';
import {
  type AnsweredChunk,
  type ChunkSource,
  ChunkStore,
  type ReadyChunk,
} from '../application/ports/stores.js';
import type { Spending } from '../domain/budget.js';
import type { Chunk, ChunkStatus } from '../domain/chunk.js';
import type { NextWave } from '../domain/waves.js';
import { isUuid, Sql } from './sql.js';

const INDEX = `LEFT JOIN index_requests i ON c.context = 'retrieved' AND i.status = 'ready'
  AND i.experiment_id = c.experiment_id AND i.dataset_version_id = c.dataset_version_id`;

const LOWEST_OPEN_WAVE = `SELECT min(wave) FROM chunks
  WHERE experiment_id = $1 AND status IN ('pending', 'answering', 'answered', 'judging')`;

/** Comparisons of tuned models with their bases that have no outcome. */
const OPEN_CHECKS =
  'SELECT 1 FROM adapter_checks ac WHERE ac.experiment_id = $1 AND ac.outcome IS NULL';

@Injectable()
export class SqlChunkStore extends ChunkStore {
  constructor(private readonly sql: Sql) {
    super();
  }

  override async find(id: string): Promise<Chunk | undefined> {
    if (!isUuid(id)) return undefined;
    return this.sql.row<Chunk>(
      `SELECT id, experiment_id AS "experimentId", cell_id AS "cellId", first_rank AS "firstRank",
         question_ids AS "questionIds", status
       FROM chunks WHERE id = $1`,
      [id],
    );
  }

  override async sourceOf(id: string): Promise<ChunkSource> {
    const source = await this.sql.row<ChunkSource>(
      `SELECT c.dataset_version_id AS "datasetVersionId", c.context, i.index_id AS "indexId"
       FROM chunks ch JOIN cells c ON c.id = ch.cell_id ${INDEX} WHERE ch.id = $1`,
      [id],
    );
    if (!source) throw new Error(`chunk ${id} is not stored`);
    return source;
  }

  override async ready(experimentId: string, limit: number): Promise<ReadyChunk[]> {
    return this.sql.rows<ReadyChunk>(
      `SELECT ch.id, ch.cell_id AS "cellId", c.model, c.dataset_version_id AS "datasetVersionId",
         c.context, i.index_id AS "indexId", ch.question_ids AS "questionIds"
       FROM chunks ch JOIN cells c ON c.id = ch.cell_id ${INDEX}
       WHERE ch.experiment_id = $1 AND ch.status = 'pending' AND c.model IS NOT NULL
         AND (c.context <> 'retrieved' OR i.index_id IS NOT NULL)
         AND ch.wave = (${LOWEST_OPEN_WAVE})
         AND NOT EXISTS (${OPEN_CHECKS} AND ac.model = c.model)
       ORDER BY ch.position LIMIT $2`,
      [experimentId, limit],
    );
  }

  override async answered(experimentId: string): Promise<AnsweredChunk[]> {
    return this.sql.rows<AnsweredChunk>(
      `SELECT ch.id, c.dataset_version_id AS "datasetVersionId",
         (SELECT jsonb_agg(jsonb_build_object('answerId', answer_id, 'questionId', question_id)
            ORDER BY question_rank, sample)
          FROM answer_facts WHERE chunk_id = ch.id AND status = 'answered') AS answers
       FROM chunks ch JOIN cells c ON c.id = ch.cell_id
       WHERE ch.experiment_id = $1 AND ch.status = 'answered' AND c.status = 'running'
       ORDER BY ch.position`,
      [experimentId],
    );
  }

  override async nextWave(experimentId: string): Promise<NextWave | undefined> {
    return this.sql.row<NextWave>(
      `SELECT lowest.wave AS index,
         (SELECT max(wave) + 1 FROM chunks WHERE experiment_id = $1) AS count
       FROM (${LOWEST_OPEN_WAVE}) AS lowest (wave)
       WHERE lowest.wave > 0 AND NOT EXISTS (
         SELECT 1 FROM chunks WHERE experiment_id = $1 AND wave = lowest.wave
           AND status NOT IN ('pending', 'cancelled', 'not-needed'))`,
      [experimentId],
    );
  }

  override async countInFlight(experimentId: string): Promise<number> {
    const counted = await this.sql.row<{ count: number }>(
      `SELECT count(*)::int AS count FROM chunks
       WHERE experiment_id = $1 AND status IN ('answering', 'judging')`,
      [experimentId],
    );
    return counted?.count ?? 0;
  }

  override async hasOpen(experimentId: string): Promise<boolean> {
    const found = await this.sql.row(
      `SELECT 1 FROM chunks WHERE experiment_id = $1
       AND status IN ('pending', 'answering', 'answered', 'judging')
       UNION ALL ${OPEN_CHECKS} LIMIT 1`,
      [experimentId],
    );
    return found !== undefined;
  }

  override async setStatus(ids: readonly string[], status: ChunkStatus): Promise<void> {
    if (ids.length === 0) return;
    await this.sql.run('UPDATE chunks SET status = $2 WHERE id = ANY($1::uuid[])', [ids, status]);
  }

  override async cancelUnissued(experimentId: string): Promise<string[]> {
    const cells = await this.sql.rows<{ cellId: string }>(
      `WITH void AS (
         UPDATE chunks SET status = 'cancelled'
         WHERE experiment_id = $1 AND status IN ('pending', 'answered') RETURNING cell_id
       ) SELECT DISTINCT cell_id AS "cellId" FROM void`,
      [experimentId],
    );
    return cells.map(({ cellId }) => cellId);
  }

  override async cancelLeftovers(experimentId: string): Promise<void> {
    await this.sql.run(
      `UPDATE chunks ch SET status = 'cancelled' FROM cells c
       WHERE ch.experiment_id = $1 AND ch.status IN ('pending', 'answered')
         AND c.id = ch.cell_id AND c.status IN ('done', 'failed', 'cancelled')`,
      [experimentId],
    );
  }

  override async charge(id: string, what: 'answers' | 'judgements', usage: Usage): Promise<void> {
    const column = what === 'answers' ? 'answer_usage' : 'judge_usage';
    await this.sql.run(
      `UPDATE chunks SET ${column} = $2, cost_usd = cost_usd + $3
       WHERE id = $1 AND ${column} IS NULL`,
      [id, JSON.stringify(usage), usage.costUsd],
    );
  }

  override async spending(experimentId: string): Promise<Spending> {
    const spent = await this.sql.row<Spending>(
      `SELECT coalesce(sum((usage ->> 'costUsd')::float8), 0) AS "costUsd",
         coalesce(sum((usage ->> 'calls')::float8), 0) AS calls,
         coalesce(sum((usage ->> 'promptTokens')::float8 + (usage ->> 'completionTokens')::float8),
           0) AS tokens
       FROM (
         SELECT used.usage
         FROM chunks CROSS JOIN LATERAL (VALUES (answer_usage), (judge_usage)) AS used (usage)
         WHERE experiment_id = $1
         UNION ALL
         SELECT outcome -> 'usage' FROM qualification_requests WHERE experiment_id = $1
         UNION ALL
         SELECT outcome -> 'usage' FROM adapter_checks WHERE experiment_id = $1
       ) AS bought`,
      [experimentId],
    );
    return spent ?? { costUsd: 0, calls: 0, tokens: 0 };
  }
}
