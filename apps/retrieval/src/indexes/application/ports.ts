import type { Chunk } from '../domain/chunk.js';
import type { Hit } from '../domain/fusion.js';
import type { IndexExtent, IndexIngredients, IndexRecord } from '../domain/index-record.js';
import type { RetrievalMetrics } from '../domain/retrieval-metrics.js';
import type { SearchMode } from '../domain/search-mode.js';
import type { SparseVector } from '../domain/sparse-vector.js';
import type { TokenCounter } from '../domain/token-counter.js';

/** Turns texts into vectors whose inner product is their likeness. */
export abstract class Embedder {
  abstract readonly name: string;
  /** Content hash of all that decides a vector, 64 hexadecimal digits. */
  abstract readonly digest: string;
  abstract readonly dimensions: number;

  /**
   * @returns one vector for each text, shape [dimensions], length 1
   * @throws EmbedderFilesError
   */
  abstract embed(texts: readonly string[]): Promise<Float32Array[]>;
}

/** Gives the token counter of the embedding model. */
export abstract class TokenCounters {
  /** @throws EmbedderFilesError */
  abstract load(): Promise<TokenCounter>;
}

/** The indexes and their state. */
export abstract class IndexRepository {
  abstract find(indexId: string): Promise<IndexRecord | undefined>;

  /** Adds the index where it is missing; one that failed is taken up again as `building`. */
  abstract open(indexId: string, ingredients: IndexIngredients): Promise<IndexRecord>;

  abstract setExtent(indexId: string, extent: IndexExtent): Promise<void>;

  abstract markReady(indexId: string): Promise<void>;

  /** Leaves an index that is ready as it is. */
  abstract markFailed(indexId: string, reason: string): Promise<void>;
}

/** A chunk at its place in the index: positions run from 0 in document order. */
export interface StoredChunk extends Chunk {
  readonly position: number;
}

/** The text of the indexes. */
export abstract class ChunkRepository {
  /** Positions that are there already stay as they are. */
  abstract add(indexId: string, chunks: readonly StoredChunk[]): Promise<void>;

  /** At most `count` chunks from a position on, in order. */
  abstract range(indexId: string, from: number, count: number): Promise<StoredChunk[]>;

  /** In no particular order; each once. */
  abstract at(indexId: string, positions: readonly number[]): Promise<StoredChunk[]>;

  /** All chunks of some documents, in order of position. */
  abstract ofDocuments(indexId: string, documentIds: readonly string[]): Promise<StoredChunk[]>;
}

/** What makes a chunk findable. */
export interface IndexEntry {
  readonly position: number;
  /** Shape [dimensions], length 1. */
  readonly dense: Float32Array;
  /** As `Bm25Encoder.encodeDocument` gives it. */
  readonly sparse: SparseVector;
}

/** Both forms of one query; `dense` may be left out for `bm25`, `sparse` for `dense`. */
export interface SearchQuery {
  readonly dense?: Float32Array | undefined;
  /** As `Bm25Encoder.encodeQuery` gives it: the store adds the rarity of the terms. */
  readonly sparse?: SparseVector | undefined;
}

export interface SearchOptions {
  readonly mode: SearchMode;
  /** Most hits of a query, >= 1. */
  readonly topK: number;
}

/** The vectors of the indexes and the search over them. */
export abstract class SearchIndex {
  /** Number of entries stored; they are added in order of position, so these are the first ones. */
  abstract stored(indexId: string): Promise<number>;

  /** Positions that are there already stay as they are. */
  abstract add(indexId: string, entries: readonly IndexEntry[]): Promise<void>;

  /**
   * @param indexId of an index that is ready
   * @returns for each query its hits, best first; `dense` scores are cosines in [-1, 1], `bm25` scores
   *   are > 0 and chunks that share no term are left out, `hybrid` is reciprocal rank fusion
   */
  abstract search(
    indexId: string,
    queries: readonly SearchQuery[],
    options: SearchOptions,
  ): Promise<Hit[][]>;
}

/** The ranking of one question, as it was computed the first time. */
export interface StoredRetrieval {
  readonly questionId: string;
  /** Best first. */
  readonly hits: readonly (Hit & { readonly relevant: boolean })[];
  readonly metrics: RetrievalMetrics | undefined;
}

/** The rankings that experiments have read: every arm reads the same. */
export abstract class RetrievalRepository {
  /** Those of the questions that are stored, in no particular order. */
  abstract find(
    indexId: string,
    options: SearchOptions,
    questionIds: readonly string[],
  ): Promise<StoredRetrieval[]>;

  /** Rankings that are there already stay as they are. */
  abstract add(
    indexId: string,
    options: SearchOptions,
    retrievals: readonly StoredRetrieval[],
  ): Promise<void>;
}

/** Tells the experiment that asked for an index. Each call joins the transaction under way. */
export abstract class IndexAnnouncer {
  abstract progressed(experimentId: string, progress: IndexProgress): Promise<void>;
  abstract ready(experimentId: string, index: ReadyIndex): Promise<void>;
  /** @param requestId id of the request's event */
  abstract failed(experimentId: string, requestId: string, failure: IndexFailure): Promise<void>;
}

export interface IndexProgress {
  readonly indexId: string;
  readonly datasetVersionId: string;
  readonly chunksDone: number;
  readonly chunksTotal: number;
}

export interface ReadyIndex {
  readonly indexId: string;
  readonly datasetVersionId: string;
  readonly chunks: number;
  readonly embedder: string;
}

export interface IndexFailure {
  readonly datasetVersionId: string;
  readonly code: string;
  readonly reason: string;
}
