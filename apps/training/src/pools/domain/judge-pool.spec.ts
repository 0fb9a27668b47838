import type { GpuPool } from './gpu-pool.js';
import { type ClusterSight, judgePool } from './judge-pool.js';

const POOL: GpuPool = {
  ...{ name: 'h100', gpuType: 'h100-80', gpusPerNode: 8, maxGpusPerJob: 4, gpuMemoryGib: 79 },
  ...{ usdPerGpuHour: 4, peakTflops: 989, utilisation: 0.35, resourceName: 'nvidia.com/gpu' },
  ...{ nodeSelector: { gpu: 'h100' }, tolerations: [], scaleFromZero: false },
  ...{ queue: 'q', priorityClass: undefined },
};
const node = (
  gpus: number,
  gpu = 'h100',
): { labels: { gpu: string }; gpus: Record<string, number> } => ({
  labels: { gpu },
  gpus: { 'nvidia.com/gpu': gpus },
});
const QUEUE = { exists: true, inactiveBecause: undefined, quota: 8 };
const sight = (own: Partial<ClusterSight> = {}): ClusterSight => ({
  nodes: [node(8)],
  queue: QUEUE,
  ...own,
});

describe(judgePool, () => {
  it('finds nothing where nodes and queue bear the pool out', () => {
    expect(judgePool(POOL, sight({ nodes: [node(8), node(8), node(8, 'a100')] }))).toEqual({
      ...{ findings: [], gpus: 16, quota: 8 },
    });
  });

  it.each<[Partial<GpuPool>, Partial<ClusterSight>, 'blocking' | 'warning', string]>([
    [{}, { nodes: [node(8, 'a100')] }, 'blocking', 'no node carries gpu=h100; label the nodes'],
    [{ scaleFromZero: true }, { nodes: [] }, 'warning', 'one is expected to be made'],
    [
      {},
      { nodes: [node(0)] },
      'blocking',
      'offer no nvidia.com/gpu: is the device plugin running?',
    ],
    [{}, { nodes: [node(2)] }, 'warning', 'at most 2 nvidia.com/gpu, but maxGpusPerJob is 4'],
    [{}, { nodes: { unseen: 'forbidden' } }, 'warning', 'its nodes cannot be listed: forbidden'],
    [{}, { queue: { ...QUEUE, exists: false } }, 'blocking', 'there is no LocalQueue "q"'],
    [{}, { queue: { ...QUEUE, inactiveBecause: 'stopped' } }, 'blocking', 'takes no jobs: stopped'],
    [{}, { queue: { ...QUEUE, quota: 0 } }, 'blocking', 'no job fits'],
    [{}, { queue: { ...QUEUE, quota: 2 } }, 'warning', 'a job gets at most 2 of the 4'],
    [{}, { queue: { unseen: 'no Kueue' } }, 'warning', 'queue q cannot be read: no Kueue'],
  ])('finds fault with %j on %j', (pool, seen, severity, message) => {
    const { findings } = judgePool({ ...POOL, ...pool }, sight(seen));
    expect(findings.map((finding) => finding.severity)).toEqual([severity]);
    expect(findings[0]?.message).toContain(message);
  });
});
