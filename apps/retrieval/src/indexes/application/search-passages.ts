import { Injectable } from '@nestjs/common';
import { type Passage, toPassage } from '../domain/passage.js';
import { ChunkRepository, IndexRepository, type SearchOptions } from './ports.js';
import { RankChunks } from './rank-chunks.js';
import { readyIndex } from './ready-index.js';

export interface SearchPassagesQuery extends SearchOptions {
  readonly indexId: string;
  readonly query: string;
}

/** Free search, for people who look into an index. */
@Injectable()
export class SearchPassages {
  constructor(
    private readonly indexes: IndexRepository,
    private readonly rank: RankChunks,
    private readonly chunks: ChunkRepository,
  ) {}

  /**
   * @returns best first; `relevant` is false, because nothing is known to be
   * @throws IndexNotFoundError
   * @throws IndexNotReadyError
   * @throws EmbedderFilesError
   */
  async execute({ indexId, query, mode, topK }: SearchPassagesQuery): Promise<Passage[]> {
    await readyIndex(this.indexes, indexId);
    const [hits = []] = await this.rank.execute(indexId, [query], { mode, topK });
    const chunks = await this.chunks.at(
      indexId,
      hits.map((hit) => hit.position),
    );
    const byPosition = new Map(chunks.map((chunk) => [chunk.position, chunk]));
    return hits.flatMap(({ position, score }) => {
      const chunk = byPosition.get(position);
      return chunk ? [toPassage(chunk, { score, relevant: false })] : [];
    });
  }
}
