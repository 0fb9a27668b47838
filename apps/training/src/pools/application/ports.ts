import type { GpuPool } from '../domain/gpu-pool.js';
import type { PoolStatus } from '../domain/pool-finding.js';
import type { TrainableModel } from '../domain/trainable-model.js';

/** The pools and base models that this installation names. */
export abstract class HardwareCatalog {
  abstract readonly pools: readonly GpuPool[];
  abstract readonly models: readonly TrainableModel[];
}

/** The cluster that the pools are part of. */
export abstract class ClusterInspector {
  /** One status per pool, in order; what cannot be found out is a finding. */
  abstract inspect(pools: readonly GpuPool[]): Promise<PoolStatus[]>;
}
