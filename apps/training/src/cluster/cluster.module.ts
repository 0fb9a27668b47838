import { type DynamicModule, Module } from '@nestjs/common';
import { Cluster } from './cluster.js';
import { ClusterConfig } from './cluster.config.js';

/** The cluster that the service trains on. */
@Module({})
export class ClusterModule {
  static for(env: NodeJS.ProcessEnv): DynamicModule {
    return {
      module: ClusterModule,
      providers: [{ provide: ClusterConfig, useFactory: () => new ClusterConfig(env) }, Cluster],
      exports: [ClusterConfig, Cluster],
    };
  }
}
