import { availableParallelism, totalmem } from 'node:os';
import { ModelCache } from '@equipoise/models';
import { type DynamicModule, Module } from '@nestjs/common';
import { LlamaSettings } from './domain/llama-settings.js';
import { LlamaRuntime } from './infrastructure/llama-runtime.js';
import { LocalModelCatalog } from './infrastructure/local-model-catalog.js';

export interface LocalModelsOptions {
  /** Folder of all downloads, see `cacheFolder` of `@equipoise/models`. */
  readonly cacheDir: string;
  /** Processor cores for local models; default: all. */
  readonly threads?: number | undefined;
  /** Whether to look for a GPU, see docs/gpu.md; default: `cpu`. */
  readonly gpu?: LlamaSettings['gpu'] | undefined;
  /** Most memory of models kept loaded, bytes; default: half of what the process may use. */
  readonly memoryBytes?: number | undefined;
}

/** Models that this process runs itself. */
@Module({})
export class LocalModelsModule {
  static for(options: LocalModelsOptions): DynamicModule {
    const settings: LlamaSettings = {
      threads: options.threads ?? availableParallelism(),
      gpu: options.gpu ?? 'cpu',
      memoryBytes: options.memoryBytes ?? usableMemory() / 2,
    };
    return {
      module: LocalModelsModule,
      providers: [
        LocalModelCatalog,
        LlamaRuntime,
        { provide: ModelCache, useFactory: () => new ModelCache(options.cacheDir) },
        { provide: LlamaSettings, useValue: settings },
      ],
      exports: [LocalModelCatalog, LlamaRuntime],
    };
  }
}

/** A container may use less than the machine has. */
function usableMemory(): number {
  const limit = process.constrainedMemory();
  return limit > 0 ? Math.min(limit, totalmem()) : totalmem();
}
