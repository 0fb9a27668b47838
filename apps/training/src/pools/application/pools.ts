import type { PlacementWish } from '@equipoise/contracts';
import { Injectable } from '@nestjs/common';
import type { GpuPool } from '../domain/gpu-pool.js';
import { type Placement, type PlacementRequest, placeTraining } from '../domain/placement.js';
import type { PoolStatus } from '../domain/pool-finding.js';
import {
  NoUsablePoolError,
  UnknownBaseModelError,
  UnknownPoolError,
} from '../domain/pools.errors.js';
import type { TrainableModel } from '../domain/trainable-model.js';
import { ClusterInspector, HardwareCatalog } from './ports.js';

/** A pool as it stands. */
export interface PoolView extends PoolStatus {
  readonly pool: GpuPool;
}

/** What is to be placed, in a user's words. */
export interface PlaceCommand extends Pick<PlacementRequest, 'settings' | 'examples'> {
  /** Names that the base model goes by; the first that is known counts. */
  readonly baseNames: readonly string[];
  readonly wish: PlacementWish;
}

/** Where a training goes. */
export interface PlacedTraining extends Placement {
  readonly model: TrainableModel;
  readonly pool: GpuPool;
}

/** The GPU pools: what they are, what the cluster says of them, and which one a training gets. */
@Injectable()
export class Pools {
  constructor(
    private readonly catalog: HardwareCatalog,
    private readonly inspector: ClusterInspector,
  ) {}

  async list(): Promise<PoolView[]> {
    const { pools } = this.catalog;
    const statuses = await this.inspector.inspect(pools);
    return pools.map((pool, i) => ({ pool, ...(statuses[i] as PoolStatus) }));
  }

  /**
   * @throws UnknownBaseModelError, UnknownPoolError
   * @throws NoUsablePoolError where the cluster does not bear out the pools that were asked for
   * @throws BatchCannotBeSplitError, NothingFitsError
   */
  async place({ baseNames, wish, settings, examples }: PlaceCommand): Promise<PlacedTraining> {
    const model = this.modelOf(baseNames);
    const views = this.asked(await this.list(), wish);
    const usable = views.filter((view) => !isBlocked(view));
    if (usable.length === 0) throw new NoUsablePoolError(views.map(toBlocked));
    const pools = usable.map(({ pool, quota = Infinity }) => ({
      ...pool,
      maxGpusPerJob: Math.min(pool.maxGpusPerJob, quota),
    }));
    const { pool: name, gpus } = wish;
    const placement = placeTraining(
      { shape: model.shape, settings, examples, pool: name, gpus },
      pools,
    );
    const pool = pools.find((each) => each.name === placement.choice.pool) as GpuPool;
    return { ...placement, model, pool };
  }

  private modelOf(names: readonly string[]): TrainableModel {
    const { models } = this.catalog;
    for (const name of names) {
      const model = models.find((each) => each.name === name);
      if (model) return model;
    }
    throw new UnknownBaseModelError(
      names[0] ?? '',
      models.map(({ name }) => name),
    );
  }

  private asked(views: PoolView[], { pool: name }: PlacementWish): PoolView[] {
    if (name === undefined) return views;
    const named = views.filter(({ pool }) => pool.name === name);
    if (named.length > 0) return named;
    throw new UnknownPoolError(
      name,
      views.map(({ pool }) => pool.name),
    );
  }
}

function isBlocked({ findings }: PoolStatus): boolean {
  return findings.some(({ severity }) => severity === 'blocking');
}

function toBlocked({ pool, findings }: PoolView): { name: string; why: string[] } {
  const blocking = findings.filter(({ severity }) => severity === 'blocking');
  return { name: pool.name, why: blocking.map(({ message }) => message) };
}
