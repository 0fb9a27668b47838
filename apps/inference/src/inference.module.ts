import { cacheFolder } from '@equipoise/models';
import { PlatformModule } from '@equipoise/platform';
import { type DynamicModule, Module } from '@nestjs/common';
import { AdapterChecksModule } from './adapter-checks/index.js';
import { AnswerRow, AnswersModule, ReadingRow } from './answers/index.js';
import { GenerationRow, GenerationsModule } from './generations/index.js';
import { InferenceConfig } from './inference.config.js';
import { MIGRATIONS } from './migrations/index.js';
import { ModelRow, ModelsModule } from './models/index.js';
import { ProvidersModule, type ProvidersOptions } from './providers.module.js';

@Module({})
export class InferenceModule {
  static for(env: NodeJS.ProcessEnv): DynamicModule {
    const config = new InferenceConfig(env);
    const answers = AnswersModule.for({
      chunksAtOnce: config.ANSWER_CHUNKS,
      contextsDeadlineMs: config.CONTEXTS_DEADLINE_MS,
    });
    return {
      module: InferenceModule,
      imports: [
        PlatformModule.forService({
          service: 'inference',
          env,
          entities: [ModelRow, GenerationRow, AnswerRow, ReadingRow],
          migrations: MIGRATIONS,
        }),
        ProvidersModule.for(env, providersOf(config)),
        ModelsModule,
        GenerationsModule,
        answers,
        AdapterChecksModule.with(answers),
      ],
    };
  }
}

function providersOf(config: InferenceConfig): ProvidersOptions {
  return {
    endpoints: { tries: config.ENDPOINT_TRIES, backoffMs: config.ENDPOINT_BACKOFF_MS },
    local: {
      cacheDir: cacheFolder(config),
      threads: config.LOCAL_MODEL_THREADS,
      gpu: config.LOCAL_MODEL_GPU,
      memoryBytes: config.LOCAL_MODEL_MEMORY_BYTES,
    },
  };
}
