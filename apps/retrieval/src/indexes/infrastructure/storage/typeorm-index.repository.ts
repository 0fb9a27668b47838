import { Clock } from '@equipoise/kernel';
import { Database } from '@equipoise/platform';
import { Injectable } from '@nestjs/common';
import { Not } from 'typeorm';
import { IndexRepository } from '../../application/ports.js';
import type { IndexExtent, IndexIngredients, IndexRecord } from '../../domain/index-record.js';
import { IndexRow } from './index.row.js';

@Injectable()
export class TypeOrmIndexRepository extends IndexRepository {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {
    super();
  }

  async find(indexId: string): Promise<IndexRecord | undefined> {
    const row = await this.database.manager.findOneBy(IndexRow, { indexId });
    return row ? toRecord(row) : undefined;
  }

  async open(indexId: string, ingredients: IndexIngredients): Promise<IndexRecord> {
    const { datasetVersionId, chunking, embedder } = ingredients;
    await this.database.manager
      .createQueryBuilder()
      .insert()
      .into(IndexRow)
      .values({
        indexId,
        datasetVersionId,
        ...chunking,
        embedder,
        status: 'building',
        reason: '',
        createdAt: this.clock.now(),
      })
      .orIgnore()
      .execute();
    await this.database.manager.update(
      IndexRow,
      { indexId, status: 'failed' },
      { status: 'building', reason: '' },
    );
    return toRecord(await this.database.manager.findOneByOrFail(IndexRow, { indexId }));
  }

  async setExtent(indexId: string, extent: IndexExtent): Promise<void> {
    await this.database.manager.update(IndexRow, { indexId }, extent);
  }

  async markReady(indexId: string): Promise<void> {
    await this.database.manager.update(IndexRow, { indexId }, { status: 'ready', reason: '' });
  }

  async markFailed(indexId: string, reason: string): Promise<void> {
    await this.database.manager.update(
      IndexRow,
      { indexId, status: Not('ready') },
      { status: 'failed', reason },
    );
  }
}

function toRecord(row: IndexRow): IndexRecord {
  const { indexId, datasetVersionId, chunkTokens, overlapTokens, embedder, status, reason } = row;
  const { chunks, averageTerms } = row;
  return {
    indexId,
    datasetVersionId,
    chunking: { chunkTokens, overlapTokens },
    embedder,
    status,
    extent: chunks === null || averageTerms === null ? undefined : { chunks, averageTerms },
    reason,
  };
}
