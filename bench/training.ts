// What looking after trainings costs: 500 Jobs on a real API server with played nodes, all asked for at
// once. Calls of the API server for each Job from creation to release (watches apart), the time from the end
// of a pod to the event that tells of it. Then the same once more after all Jobs were deleted, to see
// whether the memory of this process grows, which holds the service, the played nodes and the trainers.
// Then 10,000 placements.
//   npm run bench:training [Jobs]
import { setTimeout as sleep } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { hasKubeLab, KubeLab } from '@equipoise/testing';
import { Cluster } from '../apps/training/src/cluster/index.js';
import type { GpuPool } from '../apps/training/src/pools/domain/gpu-pool.js';
import { placeTraining } from '../apps/training/src/pools/domain/placement.js';
import { aRequest } from '../apps/training/test/support/a-request.js';
import {
  BASE,
  H100,
  KubernetesTraining,
} from '../apps/training/test/support/kubernetes-training.js';

const JOBS = Number(process.argv[2] ?? 500);
const NODES = 8;
const GPUS_PER_NODE = 64;
const PLACEMENTS = 10_000;
const LONGEST_S = 540;

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

async function reconcile(): Promise<void> {
  if (!hasKubeLab()) return;
  const lab = await KubeLab.start();
  const test = await KubernetesTraining.start(lab, {
    nodes: Array.from({ length: NODES }, (_, i) => ({
      ...{ name: `node-${i}`, labels: H100, gpus: GPUS_PER_NODE },
    })),
  });
  try {
    const heap = [heapMiB()];
    const seconds: number[] = [];
    for (const round of [0, 1]) {
      seconds.push(await trainAll(test, round));
      if (round === 0) report(test);
      const { namespace } = test;
      await test.batch.deleteCollectionNamespacedJob({
        ...{ namespace, propagationPolicy: 'Foreground' },
      });
      while ((await test.jobs()).length > 0) await sleep(500);
      await sleep(2_000);
      test.service.heard.progressed.splice(0); // what the listener of this measurement has kept
      heap.push(heapMiB());
    }
    say(`seconds of both rounds       ${seconds.map((each) => each.toFixed(0)).join(', ')}`);
    say(
      `heap at rest, MiB            before ${heap[0]}, after ${JOBS} Jobs ${heap[1]}, after ${2 * JOBS} ${heap[2]}`,
    );
  } finally {
    await test.stop();
    await lab.stop();
  }
}

/** @returns seconds until all of them are ready and nothing is kept for them */
async function trainAll(test: KubernetesTraining, round: number): Promise<number> {
  const began = performance.now();
  for (let i = 1; i <= JOBS; i += 1) {
    const seed = round * JOBS + i;
    // Trainers report every five seconds at most. Ends are spread, as they are where trainings differ.
    test.trainer.behave(seed, { steps: 2 + (seed % 9), stepMs: 5_000 });
    await test.service.request({ ...aRequest(), base: BASE, seed });
  }
  const { ready, failed } = test.service.heard;
  while (ready.length + failed.length < (round + 1) * JOBS) {
    await sleep(1_000);
    if (process.stderr.isTTY) process.stderr.write(`\r${ready.length} ready `);
    if ((performance.now() - began) / 1000 > LONGEST_S) throw new Error('took too long');
  }
  const left = async (): Promise<boolean> =>
    (await test.jobs()).some(({ metadata }) => metadata?.finalizers !== undefined);
  while (await left()) await sleep(500);
  return (performance.now() - began) / 1000;
}

function report(test: KubernetesTraining): void {
  const { ready, failed } = test.service.heard;
  const calls = test.service.part(Cluster).callCount;
  const lags = ready
    .map(({ occurredAt, payload }) => {
      const end = test.trainer.ends.get(payload.fineTuneId) ?? NaN;
      return (new Date(occurredAt).getTime() - end) / 1000;
    })
    .sort((a, b) => a - b);
  const at = (share: number): string =>
    (lags[Math.floor(share * (lags.length - 1))] ?? NaN).toFixed(2);
  say(`${JOBS} Jobs, ${failed.length} failed`);
  say(`API calls a Job              ${(calls / JOBS).toFixed(1)}   (target <= 12)`);
  say(
    `pod end to "succeeded", s    p50 ${at(0.5)}  p99 ${at(0.99)}  max ${at(1)}   (target p99 <= 2)`,
  );
}

/** Of what is still needed. */
function heapMiB(): string {
  collectGarbage();
  return (process.memoryUsage().heapUsed / 2 ** 20).toFixed(0);
}

function place(): void {
  const pool = (name: string, gpuType: string, usd: number, maxGpusPerJob: number): GpuPool => ({
    ...{ name, gpuType, gpusPerNode: 8, maxGpusPerJob, gpuMemoryGib: 79, usdPerGpuHour: usd },
    ...{ peakTflops: gpuType === 'h100-80' ? 989 : 312, utilisation: 0.4, nodeSelector: {} },
    ...{ tolerations: [], resourceName: 'nvidia.com/gpu', scaleFromZero: false },
    ...{ queue: undefined, priorityClass: undefined },
  });
  const pools = [pool('h100', 'h100-80', 3.9, 4), pool('a100', 'a100-80', 1.8, 8)];
  const shape = {
    ...{ layers: 32, hiddenSize: 4096, intermediateSize: 11008, attentionHeads: 32 },
    ...{ keyValueHeads: 32, vocabularySize: 32000, experts: 1, activeExperts: 1 },
    tiedEmbeddings: false,
  };
  const { settings } = aRequest();
  const began = performance.now();
  for (let i = 0; i < PLACEMENTS; i += 1) {
    const effectiveBatchSize = 8 * (1 + (i % 8));
    const maxSequenceTokens = 512 * (1 + (i % 6));
    placeTraining(
      { shape, settings: { ...settings, effectiveBatchSize, maxSequenceTokens }, examples: 500 },
      pools,
    );
  }
  const seconds = (performance.now() - began) / 1000;
  say(`${PLACEMENTS} placements            ${seconds.toFixed(2)} s   (target < 1)`);
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

place();
await reconcile();
