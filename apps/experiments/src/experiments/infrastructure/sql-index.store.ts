import { Injectable } from '@nestjs/common';
import { IndexStore } from '../application/ports/preparations.js';
import type { IndexProgress } from '../domain/progress.js';
import { Sql } from './sql.js';

@Injectable()
export class SqlIndexStore extends IndexStore {
  constructor(private readonly sql: Sql) {
    super();
  }

  override async takeWaiting(experimentId: string): Promise<string[]> {
    const taken = await this.sql.rows<{ id: string }>(
      `WITH taken AS (
         UPDATE index_requests SET status = 'requested'
         WHERE experiment_id = $1 AND status = 'waiting' RETURNING dataset_version_id
       ) SELECT dataset_version_id AS id FROM taken`,
      [experimentId],
    );
    return taken.map(({ id }) => id);
  }

  override async advance(
    experimentId: string,
    datasetVersionId: string,
    progress: Pick<IndexProgress, 'indexId' | 'chunksDone' | 'chunksTotal'>,
  ): Promise<void> {
    await this.sql.run(
      `UPDATE index_requests SET index_id = $3, chunks_done = greatest(chunks_done, $4), chunks_total = $5
       WHERE experiment_id = $1 AND dataset_version_id = $2 AND status = 'requested'`,
      [experimentId, datasetVersionId, progress.indexId, progress.chunksDone, progress.chunksTotal],
    );
  }

  override async ready(
    experimentId: string,
    datasetVersionId: string,
    { indexId, chunks }: { indexId: string; chunks: number },
  ): Promise<void> {
    await this.sql.run(
      `UPDATE index_requests
       SET status = 'ready', index_id = $3, chunks_done = $4, chunks_total = $4
       WHERE experiment_id = $1 AND dataset_version_id = $2 AND status = 'requested'`,
      [experimentId, datasetVersionId, indexId, chunks],
    );
  }

  override async fail(experimentId: string, datasetVersionId: string): Promise<void> {
    await this.sql.run(
      `UPDATE index_requests SET status = 'failed'
       WHERE experiment_id = $1 AND dataset_version_id = $2 AND status = 'requested'`,
      [experimentId, datasetVersionId],
    );
  }
}
