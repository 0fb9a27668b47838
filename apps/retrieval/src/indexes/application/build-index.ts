import { Injectable } from '@nestjs/common';
import { checkChunkerSettings, type ChunkerSettings } from '../domain/chunker-settings.js';
import { type IndexIngredients, indexIdOf, type IndexRecord } from '../domain/index-record.js';
import { CutDocuments } from './cut-documents.js';
import { EmbedChunks } from './embed-chunks.js';
import { Embedder, type IndexProgress, IndexRepository, type ReadyIndex } from './ports.js';

export interface IndexRequest extends ChunkerSettings {
  readonly datasetVersionId: string;
}

export interface BuildIndexCommand {
  readonly request: IndexRequest;
  readonly onProgress: (progress: IndexProgress) => Promise<void>;
  readonly signal: AbortSignal;
}

/** Builds the index that a request describes, or finds it built. */
@Injectable()
export class BuildIndex {
  constructor(
    private readonly indexes: IndexRepository,
    private readonly embedder: Embedder,
    private readonly cut: CutDocuments,
    private readonly embed: EmbedChunks,
  ) {}

  /** Name of the index that answers the request. */
  indexIdOf(request: IndexRequest): string {
    return indexIdOf(this.ingredientsOf(request));
  }

  /**
   * Everything is stored as it comes, so the next try goes on where this one was cut off. The index
   * is left as `building`: it becomes ready in the transaction that announces it.
   *
   * @throws InvalidChunkingError
   * @throws NothingToIndexError
   * @throws DatasetNotFoundError
   * @throws EmbedderFilesError
   */
  async execute({ request, onProgress, signal }: BuildIndexCommand): Promise<ReadyIndex> {
    checkChunkerSettings(request);
    const ingredients = this.ingredientsOf(request);
    const index = await this.indexes.open(indexIdOf(ingredients), ingredients);
    const { indexId, datasetVersionId, embedder } = index;
    const extent = index.extent ?? (await this.cutInto(index, signal));
    if (index.status !== 'ready') {
      const report = (chunksDone: number): Promise<void> =>
        onProgress({ indexId, datasetVersionId, chunksDone, chunksTotal: extent.chunks });
      await this.embed.execute(indexId, extent, report, signal);
    }
    return { indexId, datasetVersionId, chunks: extent.chunks, embedder };
  }

  private async cutInto(
    index: IndexRecord,
    signal: AbortSignal,
  ): Promise<NonNullable<IndexRecord['extent']>> {
    const extent = await this.cut.execute(index, signal);
    await this.indexes.setExtent(index.indexId, extent);
    return extent;
  }

  private ingredientsOf(request: IndexRequest): IndexIngredients {
    const { datasetVersionId, chunkTokens, overlapTokens } = request;
    return {
      datasetVersionId,
      chunking: { chunkTokens, overlapTokens },
      embedder: `${this.embedder.name}@${this.embedder.digest}`,
    };
  }
}
