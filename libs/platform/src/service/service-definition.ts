import type { ServiceName } from '@equipoise/contracts';
import type { DynamicModule } from '@nestjs/common';

/** One service of the platform: what it needs to be started, alone or beside others. */
export interface ServiceDefinition {
  readonly name: ServiceName;
  /** The service's root module, configured from `env`. */
  module(env: NodeJS.ProcessEnv): DynamicModule;
}
