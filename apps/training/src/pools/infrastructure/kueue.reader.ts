import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Cluster } from '../../cluster/index.js';
import type { SeenQueue } from '../domain/judge-pool.js';

const GROUP = { group: 'kueue.x-k8s.io', version: 'v1beta2' } as const;

const named = z.object({ name: z.string() });
const localQueueSchema = z.object({
  metadata: named,
  spec: z.object({ clusterQueue: z.string().default(''), stopPolicy: z.string().optional() }),
});
const conditionSchema = z.object({
  type: z.string(),
  status: z.string(),
  message: z.string().default(''),
});
const clusterQueueSchema = z.object({
  metadata: named,
  spec: z.object({
    stopPolicy: z.string().optional(),
    resourceGroups: z
      .array(
        z.object({
          flavors: z.array(
            z.object({
              name: z.string(),
              resources: z.array(
                z.object({
                  name: z.string(),
                  nominalQuota: z.union([z.string(), z.number()]),
                  borrowingLimit: z.union([z.string(), z.number()]).optional(),
                }),
              ),
            }),
          ),
        }),
      )
      .default([]),
    cohortName: z.string().optional(),
  }),
  status: z.object({ conditions: z.array(conditionSchema).default([]) }).optional(),
});
const flavorSchema = z.object({
  metadata: named,
  spec: z
    .object({ nodeLabels: z.record(z.string(), z.string()).default({}) })
    .default({ nodeLabels: {} }),
});
type ClusterQueue = z.output<typeof clusterQueueSchema>;
type Flavor = z.output<typeof flavorSchema>;

/** The GPUs that a pool stands for. */
interface PoolGpus {
  readonly nodeSelector: Readonly<Record<string, string>>;
  readonly resourceName: string;
}

/** Kueue's queues as they are set up. */
export interface KueueSight {
  queue(name: string, gpus: PoolGpus): SeenQueue;
}

/** Reads LocalQueues, ClusterQueues and ResourceFlavors. */
@Injectable()
export class KueueReader {
  constructor(private readonly cluster: Cluster) {}

  /** @throws ClusterUnreachableError, ClusterRefusedError */
  async read(): Promise<KueueSight> {
    const [locals, queues, flavors] = await Promise.all([
      this.list('localqueues', localQueueSchema, this.cluster.namespace),
      this.list('clusterqueues', clusterQueueSchema),
      this.list('resourceflavors', flavorSchema),
    ]);
    return {
      queue: (name, gpus) => {
        const local = locals.find(({ metadata }) => metadata.name === name);
        if (!local) return { exists: false, inactiveBecause: undefined, quota: undefined };
        const { clusterQueue, stopPolicy } = local.spec;
        const queue = queues.find(({ metadata }) => metadata.name === clusterQueue);
        if (!queue) {
          const inactiveBecause = `its ClusterQueue "${clusterQueue}" does not exist`;
          return { exists: true, inactiveBecause, quota: undefined };
        }
        return {
          exists: true,
          inactiveBecause: heldBecause(stopPolicy) ?? inactiveBecause(queue),
          quota: quotaOf(queue, flavors, gpus),
        };
      },
    };
  }

  private async list<S extends z.ZodType>(
    plural: string,
    schema: S,
    namespace?: string,
  ): Promise<z.output<S>[]> {
    const { custom } = this.cluster;
    const answer: unknown = await this.cluster.call(`list ${plural}`, () =>
      namespace === undefined
        ? custom.listClusterCustomObject({ ...GROUP, plural })
        : custom.listNamespacedCustomObject({ ...GROUP, plural, namespace }),
    );
    return z.object({ items: z.array(schema) }).parse(answer).items;
  }
}

function heldBecause(stopPolicy: string | undefined): string | undefined {
  if (stopPolicy === undefined || stopPolicy === 'None') return undefined;
  return `its stopPolicy is ${stopPolicy}`;
}

function inactiveBecause({ spec, status }: ClusterQueue): string | undefined {
  const active = status?.conditions.find(({ type }) => type === 'Active');
  return heldBecause(spec.stopPolicy) ?? (active?.status === 'False' ? active.message : undefined);
}

/** @returns undefined where the queue may borrow without a limit */
function quotaOf(
  { spec }: ClusterQueue,
  flavors: readonly Flavor[],
  { nodeSelector, resourceName }: PoolGpus,
): number | undefined {
  const fits = (name: string): boolean => {
    const labels = flavors.find(({ metadata }) => metadata.name === name)?.spec.nodeLabels;
    return (
      labels !== undefined && Object.entries(labels).every(([k, v]) => (nodeSelector[k] ?? v) === v)
    );
  };
  const most = spec.resourceGroups
    .flatMap((group) => group.flavors)
    .filter(({ name }) => fits(name))
    .flatMap(({ resources }) => resources.filter(({ name }) => name === resourceName))
    .map(({ nominalQuota, borrowingLimit }) => {
      if (spec.cohortName === undefined) return Number(nominalQuota);
      return borrowingLimit === undefined
        ? Infinity
        : Number(nominalQuota) + Number(borrowingLimit);
    });
  // A job takes one flavour: quotas do not add up.
  const quota = Math.max(0, ...most);
  return quota === Infinity ? undefined : quota;
}
