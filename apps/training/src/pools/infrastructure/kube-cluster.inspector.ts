import { reasonOf } from '@equipoise/kernel';
import type { V1Node } from '@kubernetes/client-node';
import { Injectable } from '@nestjs/common';
import { Cluster } from '../../cluster/index.js';
import { ClusterInspector } from '../application/ports.js';
import type { GpuPool } from '../domain/gpu-pool.js';
import {
  type ClusterSight,
  judgePool,
  type SeenNode,
  type SeenQueue,
} from '../domain/judge-pool.js';
import type { PoolStatus } from '../domain/pool-finding.js';
import { KueueReader, type KueueSight } from './kueue.reader.js';

/** What is seen stays true this long: plans come in bursts, nodes and queues change rarely. */
const FRESH_MS = 15_000;
/** Nodes in one answer of the API server. */
const PAGE = 500;

interface Sight {
  readonly at: number;
  readonly nodes: Promise<ClusterSight['nodes']>;
  readonly kueue: Promise<KueueSight | { readonly unseen: string }>;
}

/** Reads nodes and Kueue's queues. */
@Injectable()
export class KubeClusterInspector extends ClusterInspector {
  private sight: Sight | undefined;

  constructor(
    private readonly cluster: Cluster,
    private readonly kueue: KueueReader,
  ) {
    super();
  }

  override async inspect(pools: readonly GpuPool[]): Promise<PoolStatus[]> {
    const { nodes, kueue } = this.look(pools.some(({ queue }) => queue !== undefined));
    const [seenNodes, seenKueue] = await Promise.all([nodes, kueue]);
    return pools.map((pool) =>
      judgePool(pool, { nodes: seenNodes, queue: queueOf(pool, seenKueue) }),
    );
  }

  private look(withQueues: boolean): Sight {
    if (this.sight && performance.now() - this.sight.at < FRESH_MS) return this.sight;
    this.sight = {
      at: performance.now(),
      nodes: this.nodes().catch(unseen),
      kueue: withQueues ? this.kueue.read().catch(unseen) : Promise.resolve({ unseen: '' }),
    };
    return this.sight;
  }

  private async nodes(): Promise<SeenNode[]> {
    const nodes: SeenNode[] = [];
    let next: string | undefined;
    do {
      const page = await this.cluster.call('list nodes', () =>
        this.cluster.core.listNode({ limit: PAGE, ...(next && { _continue: next }) }),
      );
      nodes.push(...page.items.filter(isUsable).map(toSeenNode));
      next = page.metadata?._continue;
    } while (next);
    return nodes;
  }
}

function unseen(error: unknown): { unseen: string } {
  return { unseen: reasonOf(error) };
}

function isUsable({ spec }: V1Node): boolean {
  return spec?.unschedulable !== true;
}

function toSeenNode({ metadata, status }: V1Node): SeenNode {
  const resources = Object.entries(status?.allocatable ?? {});
  return {
    labels: metadata?.labels ?? {},
    gpus: Object.fromEntries(
      resources
        .filter(([name]) => name.includes('/'))
        .map(([name, count]) => [name, Number(count)]),
    ),
  };
}

function queueOf(
  pool: GpuPool,
  kueue: KueueSight | { readonly unseen: string },
): SeenQueue | { readonly unseen: string } | undefined {
  if (pool.queue === undefined) return undefined;
  if ('unseen' in kueue) return kueue;
  const { nodeSelector, resourceName } = pool;
  return kueue.queue(pool.queue, { nodeSelector, resourceName });
}
