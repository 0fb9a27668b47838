import { Injectable } from '@nestjs/common';
import { DatasetReader } from '../../datasets/index.js';
import { Bm25Encoder } from '../domain/bm25-encoder.js';
import { type Chunk, searchTextOf } from '../domain/chunk.js';
import { chunkDocument } from '../domain/chunk-document.js';
import type { IndexExtent, IndexRecord } from '../domain/index-record.js';
import { NothingToIndexError } from '../domain/indexes.errors.js';
import { ChunkRepository, type StoredChunk, TokenCounters } from './ports.js';

/** Chunks stored by one statement: cutting them holds the event loop for about 0.1 s. */
const BATCH = 100;

/** Cuts the documents of an index into chunks and stores them. */
@Injectable()
export class CutDocuments {
  constructor(
    private readonly documents: DatasetReader,
    private readonly counters: TokenCounters,
    private readonly encoder: Bm25Encoder,
    private readonly chunks: ChunkRepository,
  ) {}

  /**
   * Safe to do again: the same documents give the same chunks at the same positions.
   *
   * @throws NothingToIndexError
   * @throws DatasetNotFoundError
   * @throws EmbedderFilesError
   */
  async execute(index: IndexRecord, signal: AbortSignal): Promise<IndexExtent> {
    let [position, terms] = [0, 0];
    let batch: StoredChunk[] = [];
    for await (const chunk of this.chunksOf(index)) {
      signal.throwIfAborted();
      batch.push({ ...chunk, position });
      position += 1;
      terms += this.encoder.termsOf(searchTextOf(chunk)).length;
      if (batch.length < BATCH) continue;
      await this.chunks.add(index.indexId, batch);
      batch = [];
    }
    if (position === 0) throw new NothingToIndexError(index.datasetVersionId);
    await this.chunks.add(index.indexId, batch);
    // A corpus of stop words alone has no terms; any mean will do for it, but not 0.
    return { chunks: position, averageTerms: Math.max(terms / position, 1) };
  }

  private async *chunksOf(index: IndexRecord): AsyncGenerator<Chunk> {
    const counter = await this.counters.load();
    for await (const document of this.documents.documents(index.datasetVersionId)) {
      yield* chunkDocument(document, index.chunking, counter);
    }
  }
}
