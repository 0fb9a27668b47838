import { Injectable } from '@nestjs/common';
import { isMixtureOfExperts, Pools } from '../../../pools/index.js';
import {
  DetachedTrainer,
  type PlannedOrder,
  type RunPlan,
  type TrainedAdapter,
  type TrainerLog,
  type TrainingOrder,
} from '../../application/ports.js';
import type { PlacementWish } from '@equipoise/contracts';
import type { Adapter } from '../../domain/fine-tune.js';
import type { RunKey, RunObservation, TrainingRun } from '../../domain/training-run.js';
import { AdapterShelf } from './adapter-shelf.js';
import { jobName } from './job-names.js';
import { JobObserver } from './job-observer.js';
import { JobDesk } from './job-desk.js';
import { type JobPlacement, placementSchema } from './placement.schema.js';

/** Trains on a Kubernetes cluster: one Job a run, with Axolotl in its pod. */
@Injectable()
export class KubernetesBackend extends DetachedTrainer {
  override readonly name = 'kubernetes';
  override readonly version: string;

  constructor(
    private readonly pools: Pools,
    private readonly observer: JobObserver,
    private readonly desk: JobDesk,
    private readonly shelf: AdapterShelf,
  ) {
    super();
    this.version = `kubernetes.v1: ${desk.image}`;
  }

  override async unavailableBecause(): Promise<string | undefined> {
    const views = await this.pools.list();
    const blocked = views.map(({ pool, findings }) => ({
      name: pool.name,
      why: findings.find(({ severity }) => severity === 'blocking')?.message,
    }));
    if (blocked.some(({ why }) => why === undefined)) return undefined;
    return blocked.map(({ name, why }) => `pool ${name}: ${why}`).join('; ');
  }

  override async plan({ spec, base }: PlannedOrder, wish: PlacementWish): Promise<RunPlan> {
    const { model, pool, choice, alternatives, why } = await this.pools.place({
      baseNames: [base.name, base.remoteName],
      wish,
      settings: spec.settings,
      examples: spec.trainSize,
    });
    const { name, gpuType, usdPerGpuHour, resourceName, nodeSelector } = pool;
    const { gpus, perDeviceBatchSize, accumulationSteps, sharding } = choice;
    const { memoryGib, hours, gpuHours, costUsd } = choice;
    const { weights, revision, shape } = model;
    const placement = placementSchema.parse({
      pool: {
        ...{ name, gpuType, usdPerGpuHour, resourceName, nodeSelector },
        tolerations: [...pool.tolerations],
        queue: pool.queue,
        priorityClass: pool.priorityClass,
      },
      model: {
        weights,
        revision,
        layers: shape.layers,
        mixtureOfExperts: isMixtureOfExperts(shape),
      },
      ...{ gpus, perDeviceBatchSize, accumulationSteps, sharding },
      estimate: { memoryGib, hours, gpuHours, costUsd },
    } satisfies JobPlacement);
    return { placement, choice, alternatives, why };
  }

  override async submit(run: TrainingRun, order: TrainingOrder): Promise<string> {
    return this.desk.submit(run, order, placementSchema.parse(run.placement));
  }

  override async observe(run: TrainingRun): Promise<RunObservation> {
    return this.observer.observe(run);
  }

  override async cancel(run: TrainingRun): Promise<void> {
    await this.desk.cancel(run.externalId);
  }

  override async collect(run: TrainingRun, order: PlannedOrder): Promise<TrainedAdapter> {
    return this.shelf.collect(run, order, placementSchema.parse(run.placement));
  }

  override async release(run: TrainingRun): Promise<void> {
    // Its Job may have been made before that was noted.
    await this.desk.release(run.externalId || jobName(run));
  }

  override async isIntact(adapter: Omit<Adapter, 'model'>): Promise<boolean> {
    return this.shelf.isIntact(adapter);
  }

  override async watch(onChange: (externalId: string) => void, signal: AbortSignal): Promise<void> {
    const views = await this.pools.list();
    const withKueue = views.some(({ pool }) => pool.queue !== undefined);
    await this.observer.watch(withKueue, onChange, signal);
  }

  override async logs(
    _fineTuneId: string,
    run: TrainingRun | undefined,
    lines: number,
  ): Promise<TrainerLog | undefined> {
    return run && this.desk.logs(run.externalId, lines);
  }

  override async sweep(isKnown: (run: RunKey) => Promise<boolean>): Promise<string[]> {
    const removed: string[] = [];
    for (const { name, run } of await this.desk.kept()) {
      if (run && (await isKnown(run))) continue;
      await this.desk.cancel(name);
      await this.desk.release(name);
      removed.push(name);
    }
    return removed;
  }
}
