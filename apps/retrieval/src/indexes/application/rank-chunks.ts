import { Injectable } from '@nestjs/common';
import { Bm25Encoder } from '../domain/bm25-encoder.js';
import type { Hit } from '../domain/fusion.js';
import { Embedder, SearchIndex, type SearchOptions } from './ports.js';

/** Ranks the chunks of an index for texts. */
@Injectable()
export class RankChunks {
  constructor(
    private readonly embedder: Embedder,
    private readonly encoder: Bm25Encoder,
    private readonly index: SearchIndex,
  ) {}

  /**
   * @param indexId of an index that is ready
   * @returns for each text its hits, best first
   * @throws EmbedderFilesError unless the mode is `bm25`
   */
  async execute(
    indexId: string,
    texts: readonly string[],
    options: SearchOptions,
  ): Promise<Hit[][]> {
    const vectors = options.mode === 'bm25' ? [] : await this.embedder.embed(texts);
    const queries = texts.map((text, i) => ({
      dense: vectors[i],
      sparse: options.mode === 'dense' ? undefined : this.encoder.encodeQuery(text),
    }));
    return this.index.search(indexId, queries, options);
  }
}
