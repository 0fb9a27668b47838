import { contentKey } from '@equipoise/kernel';
import { BM25_SETTINGS } from './bm25-settings.js';
import { CHUNKER_VERSION, type ChunkerSettings } from './chunker-settings.js';

export type IndexStatus = 'building' | 'ready' | 'failed';

/** What an index is made of; equal ingredients are one index. */
export interface IndexIngredients {
  readonly datasetVersionId: string;
  readonly chunking: ChunkerSettings;
  /** Name and digest of the embedding model, `name@digest`. */
  readonly embedder: string;
}

/** One index over a dataset version and how far its making has come. */
export interface IndexRecord extends IndexIngredients {
  readonly indexId: string;
  readonly status: IndexStatus;
  /** Known once all documents are cut. */
  readonly extent: IndexExtent | undefined;
  /** Why it failed; empty otherwise. */
  readonly reason: string;
}

/** Size of an index. */
export interface IndexExtent {
  readonly chunks: number;
  /** Mean number of BM25 terms of a chunk, > 0. */
  readonly averageTerms: number;
}

/** Content hash of the ingredients and of the ways in which they are prepared, 64 hex digits. */
export function indexIdOf({ datasetVersionId, chunking, embedder }: IndexIngredients): string {
  return contentKey({
    datasetVersionId,
    chunker: { version: CHUNKER_VERSION, ...chunking },
    embedder,
    bm25: BM25_SETTINGS,
  });
}
