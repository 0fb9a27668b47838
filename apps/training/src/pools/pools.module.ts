import { type DynamicModule, Module } from '@nestjs/common';
import { Pools } from './application/pools.js';
import { ClusterInspector, HardwareCatalog } from './application/ports.js';
import { FileHardwareCatalog } from './infrastructure/file-hardware.catalog.js';
import { KubeClusterInspector } from './infrastructure/kube-cluster.inspector.js';
import { KueueReader } from './infrastructure/kueue.reader.js';

/** GPU pools of a cluster. */
@Module({})
export class PoolsModule {
  static for(cluster: DynamicModule): DynamicModule {
    return {
      module: PoolsModule,
      imports: [cluster],
      providers: [
        Pools,
        KueueReader,
        { provide: HardwareCatalog, useClass: FileHardwareCatalog },
        { provide: ClusterInspector, useClass: KubeClusterInspector },
      ],
      exports: [Pools],
    };
  }
}
