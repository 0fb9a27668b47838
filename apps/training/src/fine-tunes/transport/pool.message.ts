import type { trainingV1 } from '@equipoise/contracts';
import type { PoolView } from '../../pools/index.js';

/** A pool on the wire. */
export function toPoolMessage({ pool, findings, gpus, quota }: PoolView): trainingV1.Pool {
  const { name, gpuType, gpusPerNode, maxGpusPerJob, gpuMemoryGib, usdPerGpuHour } = pool;
  return {
    ...{ name, gpuType, gpusPerNode, maxGpusPerJob, gpuMemoryGib, usdPerGpuHour },
    queue: pool.queue ?? '',
    priorityClass: pool.priorityClass ?? '',
    nodeSelector: { ...pool.nodeSelector },
    usable: findings.every(({ severity }) => severity !== 'blocking'),
    findings: [...findings],
    gpus,
    quota,
  };
}
