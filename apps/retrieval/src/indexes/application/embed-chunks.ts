import { Injectable } from '@nestjs/common';
import { Bm25Encoder } from '../domain/bm25-encoder.js';
import { searchTextOf } from '../domain/chunk.js';
import type { IndexExtent } from '../domain/index-record.js';
import { ChunkRepository, Embedder, SearchIndex, type StoredChunk } from './ports.js';

/** Chunks embedded and stored together: about two seconds of one core, which a kill loses at most. */
const BATCH = 32;

/** Makes the chunks of an index findable, batch by batch. */
@Injectable()
export class EmbedChunks {
  constructor(
    private readonly chunks: ChunkRepository,
    private readonly embedder: Embedder,
    private readonly encoder: Bm25Encoder,
    private readonly index: SearchIndex,
  ) {}

  /**
   * Goes on where the stored entries end, so a build that was killed loses one batch, and two builds
   * of one index (in two processes) share the work for the most part and harm nothing.
   *
   * @param onStored told the number of chunks done, at the start and after each batch
   * @throws EmbedderFilesError
   */
  async execute(
    indexId: string,
    extent: IndexExtent,
    onStored: (chunksDone: number) => Promise<void>,
    signal: AbortSignal,
  ): Promise<void> {
    let done = await this.index.stored(indexId);
    await onStored(done);
    while (done < extent.chunks) {
      signal.throwIfAborted();
      const batch = await this.chunks.range(indexId, done, BATCH);
      if (batch.length === 0) throw new Error(`index ${indexId} has no chunk ${done}`);
      await this.embed(indexId, batch, extent);
      done = await this.index.stored(indexId);
      await onStored(done);
    }
  }

  private async embed(
    indexId: string,
    chunks: readonly StoredChunk[],
    { averageTerms }: IndexExtent,
  ): Promise<void> {
    const texts = chunks.map(searchTextOf);
    const vectors = await this.embedder.embed(texts);
    const entries = chunks.map(({ position }, i) => ({
      position,
      dense: vectors[i] ?? new Float32Array(this.embedder.dimensions),
      sparse: this.encoder.encodeDocument(texts[i] ?? '', averageTerms),
    }));
    await this.index.add(indexId, entries);
  }
}
