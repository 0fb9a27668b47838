import type { IndexEntry, SearchOptions, SearchQuery } from '../../application/ports.js';
import { FUSION_DEPTH, type Hit, reciprocalRankFusion } from '../../domain/fusion.js';
import { Postings } from './postings.js';
import { topHits } from './top-hits.js';

/** Least score of a hit by words: one shared term is always above it. */
const ABOVE_ZERO = Number.MIN_VALUE;

/** One index in memory: every chunk is compared with the query, so nothing is missed. */
export class MemoryIndex {
  private constructor(
    /** Vectors by position, one after the other, shape [chunks * dimensions]. */
    private readonly vectors: Float32Array,
    private readonly dimensions: number,
    private readonly postings: Postings,
  ) {}

  /** @param entries in order of position, from 0 without gaps */
  static of(entries: readonly Omit<IndexEntry, 'position'>[]): MemoryIndex {
    const dimensions = entries[0]?.dense.length ?? 0;
    const vectors = new Float32Array(entries.length * dimensions);
    for (const [i, { dense }] of entries.entries()) vectors.set(dense, i * dimensions);
    return new MemoryIndex(vectors, dimensions, Postings.of(entries.map((entry) => entry.sparse)));
  }

  get sizeBytes(): number {
    return this.vectors.byteLength + this.postings.sizeBytes;
  }

  search(query: SearchQuery, { mode, topK }: SearchOptions): Hit[] {
    switch (mode) {
      case 'dense':
        return this.dense(query, topK);
      case 'bm25':
        return this.bm25(query, topK);
      case 'hybrid': {
        const depth = Math.max(topK, FUSION_DEPTH);
        return reciprocalRankFusion([this.dense(query, depth), this.bm25(query, depth)], topK);
      }
    }
  }

  private dense({ dense }: SearchQuery, topK: number): Hit[] {
    if (!dense || this.dimensions === 0) return [];
    if (dense.length !== this.dimensions) {
      throw new Error(`the query has ${dense.length} dimensions, the index ${this.dimensions}`);
    }
    const scores = new Float32Array(this.vectors.length / this.dimensions);
    for (let position = 0, at = 0; position < scores.length; position += 1) {
      let sum = 0;
      for (let i = 0; i < dense.length; i += 1, at += 1) {
        sum += (dense[i] as number) * (this.vectors[at] as number);
      }
      scores[position] = sum;
    }
    return topHits(scores, topK);
  }

  private bm25({ sparse }: SearchQuery, topK: number): Hit[] {
    return sparse ? topHits(this.postings.score(sparse), topK, ABOVE_ZERO) : [];
  }
}
