import { Database } from '@equipoise/platform';
import { Injectable } from '@nestjs/common';
import { Any, Between, type FindOptionsWhere } from 'typeorm';
import { ChunkRepository, type StoredChunk } from '../../application/ports.js';
import { IndexChunkRow } from './index-chunk.row.js';

@Injectable()
export class TypeOrmChunkRepository extends ChunkRepository {
  constructor(private readonly database: Database) {
    super();
  }

  async add(indexId: string, chunks: readonly StoredChunk[]): Promise<void> {
    if (chunks.length === 0) return;
    await this.database.manager
      .createQueryBuilder()
      .insert()
      .into(IndexChunkRow)
      .values(chunks.map((chunk) => ({ indexId, ...chunk })))
      .orIgnore()
      .updateEntity(false)
      .execute();
  }

  async range(indexId: string, from: number, count: number): Promise<StoredChunk[]> {
    return this.where({ indexId, position: Between(from, from + count - 1) });
  }

  async at(indexId: string, positions: readonly number[]): Promise<StoredChunk[]> {
    return positions.length === 0 ? [] : this.where({ indexId, position: Any(positions) });
  }

  async ofDocuments(indexId: string, documentIds: readonly string[]): Promise<StoredChunk[]> {
    return documentIds.length === 0 ? [] : this.where({ indexId, documentId: Any(documentIds) });
  }

  private async where(where: FindOptionsWhere<IndexChunkRow>): Promise<StoredChunk[]> {
    const rows = await this.database.manager.find(IndexChunkRow, {
      where,
      order: { position: 'ASC' },
    });
    return rows.map(({ indexId: _, ...chunk }) => chunk);
  }
}
