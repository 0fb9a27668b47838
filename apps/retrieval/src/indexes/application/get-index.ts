import { Injectable } from '@nestjs/common';
import type { IndexRecord } from '../domain/index-record.js';
import { IndexNotFoundError } from '../domain/indexes.errors.js';
import { IndexRepository, SearchIndex } from './ports.js';

/** One index and how far it has come. */
@Injectable()
export class GetIndex {
  constructor(
    private readonly indexes: IndexRepository,
    private readonly vectors: SearchIndex,
  ) {}

  /** @throws IndexNotFoundError */
  async execute(indexId: string): Promise<{ index: IndexRecord; chunksDone: number }> {
    const index = await this.indexes.find(indexId);
    if (!index) throw new IndexNotFoundError(indexId);
    return { index, chunksDone: await this.vectors.stored(indexId) };
  }
}
