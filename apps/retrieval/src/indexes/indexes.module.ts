import { cacheFolder, ModelCache } from '@equipoise/models';
import { Database } from '@equipoise/platform';
import { Module } from '@nestjs/common';
import { stemmer } from 'stemmer';
import { DatasetsModule } from '../datasets/index.js';
import { RetrievalConfig } from '../retrieval.config.js';
import { AnnounceIndex } from './application/announce-index.js';
import { BuildIndex } from './application/build-index.js';
import { CutDocuments } from './application/cut-documents.js';
import { EmbedChunks } from './application/embed-chunks.js';
import { FindGoldChunks } from './application/find-gold-chunks.js';
import { GetContexts } from './application/get-contexts.js';
import { GetIndex } from './application/get-index.js';
import { OracleContexts } from './application/oracle-contexts.js';
import {
  ChunkRepository,
  Embedder,
  IndexAnnouncer,
  IndexRepository,
  RetrievalRepository,
  SearchIndex,
  TokenCounters,
} from './application/ports.js';
import { RankChunks } from './application/rank-chunks.js';
import { RetrieveContexts } from './application/retrieve-contexts.js';
import { SearchPassages } from './application/search-passages.js';
import { Bm25Encoder } from './domain/bm25-encoder.js';
import { EventIndexAnnouncer } from './infrastructure/event-index-announcer.js';
import { ExactSearchIndex } from './infrastructure/exact/exact-search-index.js';
import { MinilmEmbedder } from './infrastructure/minilm/minilm-embedder.js';
import { MINILM, MinilmFiles } from './infrastructure/minilm/minilm-files.js';
import { MinilmTokenCounters } from './infrastructure/minilm/minilm-token-counters.js';
import { TypeOrmChunkRepository } from './infrastructure/storage/typeorm-chunk.repository.js';
import { TypeOrmIndexRepository } from './infrastructure/storage/typeorm-index.repository.js';
import { TypeOrmRetrievalRepository } from './infrastructure/storage/typeorm-retrieval.repository.js';
import { IndexesEvents } from './transport/indexes.events.js';
import { IndexesGrpcController } from './transport/indexes.grpc.controller.js';

const USE_CASES = [
  AnnounceIndex,
  BuildIndex,
  CutDocuments,
  EmbedChunks,
  FindGoldChunks,
  GetContexts,
  GetIndex,
  OracleContexts,
  RankChunks,
  RetrieveContexts,
  SearchPassages,
];

/** Chunks, embeds and searches the documents of dataset versions. */
@Module({
  imports: [DatasetsModule],
  controllers: [IndexesGrpcController],
  providers: [
    ...USE_CASES,
    IndexesEvents,
    { provide: IndexRepository, useClass: TypeOrmIndexRepository },
    { provide: ChunkRepository, useClass: TypeOrmChunkRepository },
    { provide: RetrievalRepository, useClass: TypeOrmRetrievalRepository },
    { provide: IndexAnnouncer, useClass: EventIndexAnnouncer },
    { provide: Bm25Encoder, useFactory: () => new Bm25Encoder(stemmer) },
    {
      provide: MinilmFiles,
      inject: [RetrievalConfig],
      useFactory: (config: RetrievalConfig) => new MinilmFiles(embedderFolder(config)),
    },
    {
      provide: TokenCounters,
      inject: [MinilmFiles],
      useFactory: (files: MinilmFiles) => new MinilmTokenCounters(files),
    },
    {
      provide: Embedder,
      inject: [MinilmFiles, RetrievalConfig],
      useFactory: (files: MinilmFiles, config: RetrievalConfig) =>
        new MinilmEmbedder(files, config.EMBEDDER_THREADS),
    },
    {
      provide: SearchIndex,
      inject: [Database, RetrievalConfig],
      useFactory: (database: Database, config: RetrievalConfig) =>
        new ExactSearchIndex(database, config.INDEX_CACHE_BYTES),
    },
  ],
})
export class IndexesModule {}

/** Where the set-up puts the embedding model, unless the configuration names another folder. */
function embedderFolder(config: RetrievalConfig): string {
  if (config.EMBEDDER_DIR) return config.EMBEDDER_DIR;
  const cache = new ModelCache(cacheFolder(config));
  return cache.modelFolder(cache.model(MINILM));
}
