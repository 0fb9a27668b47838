import type { GpuPool } from './gpu-pool.js';
import type { PoolFinding, PoolStatus } from './pool-finding.js';

/** What was seen of the cluster; an error's text where it could not be seen. */
export interface ClusterSight {
  readonly nodes: readonly SeenNode[] | { readonly unseen: string };
  /** Of the pool's queue; undefined where the pool has none. */
  readonly queue: SeenQueue | { readonly unseen: string } | undefined;
}

export interface SeenNode {
  readonly labels: Readonly<Record<string, string>>;
  /** Allocatable resources, e.g. `nvidia.com/gpu: 8`. */
  readonly gpus: Readonly<Record<string, number>>;
}

export interface SeenQueue {
  /** Whether the LocalQueue is there. */
  readonly exists: boolean;
  /** Whether its ClusterQueue is there and active; a reason otherwise. */
  readonly inactiveBecause: string | undefined;
  /** Most of the pool's GPUs that it ever gives at once; undefined for no limit. */
  readonly quota: number | undefined;
}

/** Compares a pool with the cluster. */
export function judgePool(pool: GpuPool, { nodes, queue }: ClusterSight): PoolStatus {
  const seen = 'unseen' in nodes ? undefined : nodes.filter((node) => isOf(pool, node));
  const quota = queue && !('unseen' in queue) ? queue.quota : undefined;
  return {
    findings: [
      ...('unseen' in nodes ? [warning(`its nodes cannot be listed: ${nodes.unseen}`)] : []),
      ...(seen ? nodeFindings(pool, seen) : []),
      ...(queue ? queueFindings(pool, queue) : []),
    ],
    gpus: seen?.reduce((sum, { gpus }) => sum + (gpus[pool.resourceName] ?? 0), 0),
    quota,
  };
}

function isOf({ nodeSelector }: GpuPool, { labels }: SeenNode): boolean {
  return Object.entries(nodeSelector).every(([key, value]) => labels[key] === value);
}

function nodeFindings(pool: GpuPool, nodes: readonly SeenNode[]): PoolFinding[] {
  const { nodeSelector, scaleFromZero, resourceName, maxGpusPerJob } = pool;
  const labels = Object.entries(nodeSelector).map(([key, value]) => `${key}=${value}`);
  if (nodes.length === 0) {
    const message = `no node carries ${labels.join(', ')}`;
    return scaleFromZero
      ? [warning(`${message} now; one is expected to be made for the first job`)]
      : [
          blocking(
            `${message}; label the nodes, or set scaleFromZero where they are made on demand`,
          ),
        ];
  }
  const most = Math.max(...nodes.map(({ gpus }) => gpus[resourceName] ?? 0));
  if (most === 0) {
    return [
      blocking(`its ${nodes.length} nodes offer no ${resourceName}: is the device plugin running?`),
    ];
  }
  if (most >= maxGpusPerJob || scaleFromZero) return [];
  return [
    warning(
      `its nodes offer at most ${most} ${resourceName}, but maxGpusPerJob is ${maxGpusPerJob}: larger jobs would wait for ever`,
    ),
  ];
}

function queueFindings(
  { queue: name, maxGpusPerJob, resourceName }: GpuPool,
  queue: SeenQueue | { readonly unseen: string },
): PoolFinding[] {
  if ('unseen' in queue) return [warning(`queue ${name} cannot be read: ${queue.unseen}`)];
  if (!queue.exists) {
    return [blocking(`there is no LocalQueue "${name}" in the namespace of the Jobs; create it`)];
  }
  if (queue.inactiveBecause !== undefined) {
    return [blocking(`queue "${name}" takes no jobs: ${queue.inactiveBecause}`)];
  }
  const { quota } = queue;
  if (quota === undefined || quota >= maxGpusPerJob) return [];
  const message = `queue "${name}" never gives more than ${quota} ${resourceName} of this type at once`;
  return quota < 1
    ? [blocking(`${message}: no job fits; raise the ClusterQueue's quota`)]
    : [
        warning(
          `${message}: a job gets at most ${quota} of the ${maxGpusPerJob} that the pool allows`,
        ),
      ];
}

const blocking = (message: string): PoolFinding => ({ severity: 'blocking', message });
const warning = (message: string): PoolFinding => ({ severity: 'warning', message });
