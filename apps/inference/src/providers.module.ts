import { type DynamicModule, Module } from '@nestjs/common';
import { EndpointRuntime, EndpointsModule, type EndpointSettings } from './endpoints/index.js';
import { ModelRuntimes } from './generations/index.js';
import { LocalModels } from './models/index.js';

/** Where models come from: meets the ports of the other features with what each provider offers. */
@Module({})
export class ProvidersModule {
  static for(env: NodeJS.ProcessEnv, settings: EndpointSettings): DynamicModule {
    return {
      module: ProvidersModule,
      global: true,
      imports: [EndpointsModule.for(env, settings)],
      providers: [
        { provide: LocalModels, useValue: { list: () => Promise.resolve([]) } },
        {
          provide: ModelRuntimes,
          inject: [EndpointRuntime],
          useFactory: (endpoints: EndpointRuntime): ModelRuntimes => ({ of: () => endpoints }),
        },
      ],
      exports: [LocalModels, ModelRuntimes],
    };
  }
}
