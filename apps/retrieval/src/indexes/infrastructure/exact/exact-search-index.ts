import { setImmediate } from 'node:timers/promises';
import type { Database } from '@equipoise/platform';
import { MoreThan } from 'typeorm';
import {
  type IndexEntry,
  SearchIndex,
  type SearchOptions,
  type SearchQuery,
} from '../../application/ports.js';
import type { Hit } from '../../domain/fusion.js';
import { IndexVectorRow } from '../storage/index-vector.row.js';
import { packed, unpackedFloats, unpackedIntegers } from '../storage/packed.js';
import { MemoryIndex } from './memory-index.js';
import { RecentByBytes } from './recent-by-bytes.js';

/** Rows of one read. */
const PAGE = 2_000;
/** Queries between two breaths of the event loop: a few dozen milliseconds at 5,000 chunks. */
const QUERIES_AT_ONCE = 16;

/** Vectors in PostgreSQL, search in memory: an index is read when it is first asked. */
export class ExactSearchIndex extends SearchIndex {
  private readonly indexes: RecentByBytes<MemoryIndex>;

  /** @param maxBytes memory of the indexes kept */
  constructor(
    private readonly database: Database,
    maxBytes: number,
  ) {
    super();
    this.indexes = new RecentByBytes(maxBytes);
  }

  async stored(indexId: string): Promise<number> {
    const last = await this.database.manager.maximum(IndexVectorRow, 'position', { indexId });
    return last === null ? 0 : last + 1;
  }

  async add(indexId: string, entries: readonly IndexEntry[]): Promise<void> {
    await this.database.manager
      .createQueryBuilder()
      .insert()
      .into(IndexVectorRow)
      .values(
        entries.map(({ position, dense, sparse }) => ({
          indexId,
          position,
          dense: packed(dense),
          termIds: packed(sparse.indices),
          termWeights: packed(sparse.values),
        })),
      )
      .orIgnore()
      .updateEntity(false)
      .execute();
  }

  async search(
    indexId: string,
    queries: readonly SearchQuery[],
    options: SearchOptions,
  ): Promise<Hit[][]> {
    const index = await this.indexes.get(indexId, () => this.load(indexId));
    const rankings: Hit[][] = [];
    for (const query of queries) {
      rankings.push(index.search(query, options));
      if (rankings.length % QUERIES_AT_ONCE === 0) await setImmediate();
    }
    return rankings;
  }

  private async load(indexId: string): Promise<MemoryIndex> {
    const entries: Omit<IndexEntry, 'position'>[] = [];
    for (;;) {
      const rows = await this.database.manager.find(IndexVectorRow, {
        where: { indexId, position: MoreThan(entries.length - 1) },
        order: { position: 'ASC' },
        take: PAGE,
      });
      for (const row of rows) {
        entries.push({
          dense: unpackedFloats(row.dense),
          sparse: {
            indices: unpackedIntegers(row.termIds),
            values: unpackedFloats(row.termWeights),
          },
        });
      }
      if (rows.length < PAGE) return MemoryIndex.of(entries);
    }
  }
}
