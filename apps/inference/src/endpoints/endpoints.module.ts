import { type DynamicModule, Module } from '@nestjs/common';
import { EndpointRuntime } from './application/endpoint-runtime.js';
import { ApiKeys, EndpointSettings, HttpTransport, Timer } from './application/ports.js';
import { EnvironmentApiKeys } from './infrastructure/environment-api-keys.js';
import { SystemTimer } from './infrastructure/system-timer.js';
import { UndiciTransport } from './infrastructure/undici-transport.js';

/** Calls to OpenAI-compatible endpoints: their limits, retries and dialects. */
@Module({})
export class EndpointsModule {
  /** @param env where the keys of endpoints are looked up */
  static for(env: NodeJS.ProcessEnv, settings: EndpointSettings): DynamicModule {
    return {
      module: EndpointsModule,
      providers: [
        EndpointRuntime,
        { provide: HttpTransport, useClass: UndiciTransport },
        { provide: ApiKeys, useFactory: () => new EnvironmentApiKeys(env) },
        { provide: Timer, useClass: SystemTimer },
        { provide: EndpointSettings, useValue: settings },
      ],
      exports: [EndpointRuntime],
    };
  }
}
