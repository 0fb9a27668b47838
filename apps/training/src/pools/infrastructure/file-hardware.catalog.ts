import { Injectable } from '@nestjs/common';
import { ClusterConfig } from '../../cluster/index.js';
import { HardwareCatalog } from '../application/ports.js';
import type { GpuPool } from '../domain/gpu-pool.js';
import type { TrainableModel } from '../domain/trainable-model.js';
import { readPoolFile } from './read-pool-file.js';

/** Read once, when the service starts. */
@Injectable()
export class FileHardwareCatalog extends HardwareCatalog {
  override readonly pools: readonly GpuPool[];
  override readonly models: readonly TrainableModel[];

  constructor(config: ClusterConfig) {
    super();
    const { pools, models } = readPoolFile(config.TRAINING_POOLS);
    this.pools = pools;
    this.models = models;
  }
}
