import { type DynamicModule, Module } from '@nestjs/common';
import { EndpointRuntime, EndpointsModule, type EndpointSettings } from './endpoints/index.js';
import { ModelRuntimes } from './generations/index.js';
import {
  LlamaRuntime,
  LocalModelCatalog,
  LocalModelsModule,
  type LocalModelsOptions,
} from './local-models/index.js';
import { LocalModels } from './models/index.js';

export interface ProvidersOptions {
  readonly endpoints: EndpointSettings;
  readonly local: LocalModelsOptions;
}

/** Where models come from: meets the ports of the other features with what each provider offers. */
@Module({})
export class ProvidersModule {
  static for(env: NodeJS.ProcessEnv, { endpoints, local }: ProvidersOptions): DynamicModule {
    return {
      module: ProvidersModule,
      global: true,
      imports: [EndpointsModule.for(env, endpoints), LocalModelsModule.for(local)],
      providers: [
        { provide: LocalModels, useExisting: LocalModelCatalog },
        {
          provide: ModelRuntimes,
          inject: [EndpointRuntime, LlamaRuntime],
          useFactory: (openai: EndpointRuntime, llama: LlamaRuntime): ModelRuntimes => ({
            of: ({ provider }) => (provider === 'openai' ? openai : llama),
          }),
        },
      ],
      exports: [LocalModels, ModelRuntimes],
    };
  }
}
