import { PlatformModule } from '@equipoise/platform';
import { type DynamicModule, Module } from '@nestjs/common';
import { DATASET_ENTITIES, DatasetsModule } from './datasets/index.js';
import { INDEX_ENTITIES, IndexesModule } from './indexes/index.js';
import { MIGRATIONS } from './migrations/index.js';
import { RetrievalConfig } from './retrieval.config.js';

/** The retrieval service: its features on the common platform. */
@Module({})
export class RetrievalModule {
  static for(env: NodeJS.ProcessEnv): DynamicModule {
    return {
      module: RetrievalModule,
      global: true, // so that every feature is given the configuration
      imports: [
        PlatformModule.forService({
          service: 'retrieval',
          env,
          entities: [...DATASET_ENTITIES, ...INDEX_ENTITIES],
          migrations: MIGRATIONS,
        }),
        DatasetsModule,
        IndexesModule,
      ],
      providers: [{ provide: RetrievalConfig, useFactory: () => new RetrievalConfig(env) }],
      exports: [RetrievalConfig],
    };
  }
}
