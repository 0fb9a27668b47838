import { setTimeout as sleep } from 'node:timers/promises';
import {
  CoreV1Api,
  type KubeConfig,
  makeInformer,
  PatchStrategy,
  setHeaderOptions,
  type V1ContainerState,
  type V1Pod,
  type V1PodCondition,
  type V1PodStatus,
} from '@kubernetes/client-node';
import { type PodEnd, type PodScript, PodVolumes, type RunningPod } from './fake-pod.js';

const GPU = 'nvidia.com/gpu';
const RETRY_MS = 300;

/** A node with GPUs. */
export interface GpuNode {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly gpus: number;
}

export interface FakeKubeletOptions {
  readonly nodes: readonly GpuNode[];
  /** What runs in every pod. */
  readonly script: PodScript;
  /** Folders that stand for PersistentVolumeClaims, by name. */
  readonly claims?: Readonly<Record<string, string>>;
  /** Pods whose image cannot be had. */
  readonly imagePullError?: (pod: V1Pod) => boolean;
  /** Longest that a pod may take to end, milliseconds: in place of its own grace period. */
  readonly graceMs?: number;
}

/** Nodes with GPUs, and what runs on them: no containers, only their states. */
export class FakeKubelet {
  private readonly core: CoreV1Api;
  private readonly pods = new Map<string, { end: AbortController; done: Promise<void> }>();
  private readonly stopping = new AbortController();
  private readonly inUse = new Map<string, number>();
  private readonly highest = new Map<string, number>();
  private informer: ReturnType<typeof makeInformer<V1Pod>> | undefined;

  private constructor(
    private readonly kubeConfig: KubeConfig,
    private readonly options: FakeKubeletOptions,
  ) {
    this.core = kubeConfig.makeApiClient(CoreV1Api);
  }

  static async start(kubeConfig: KubeConfig, options: FakeKubeletOptions): Promise<FakeKubelet> {
    const kubelet = new FakeKubelet(kubeConfig, options);
    for (const node of options.nodes) await kubelet.addNode(node);
    kubelet.watch();
    return kubelet;
  }

  /** Most GPUs of a node that pods held at once. */
  highestUse(node: string): number {
    return this.highest.get(node) ?? 0;
  }

  /** Empties a node as `kubectl drain` does: no new pods, and those there are evicted. */
  async drain(node: string): Promise<void> {
    await this.core.patchNode({ name: node, body: { spec: { unschedulable: true } } }, merge());
    for (const { metadata } of await this.podsOn(node)) {
      const { name = '', namespace = '' } = metadata ?? {};
      await this.core.createNamespacedPodEviction({
        name,
        namespace,
        body: { metadata: { name, namespace } },
      });
    }
  }

  async uncordon(node: string): Promise<void> {
    await this.core.patchNode({ name: node, body: { spec: { unschedulable: null } } }, merge());
  }

  /** The node is gone without a word: its pods are marked as failed by others. */
  async loseNode(node: string): Promise<void> {
    await this.core.patchNode({ name: node, body: { spec: { unschedulable: true } } }, merge());
    for (const pod of await this.podsOn(node)) {
      this.pods.get(pod.metadata?.uid ?? '')?.end.abort();
      await this.patch(pod, {
        phase: 'Failed',
        conditions: [condition('DisruptionTarget', 'True', 'DeletionByTaintManager')],
      });
    }
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    await this.informer?.stop();
    for (const { end } of this.pods.values()) end.abort();
    await Promise.all([...this.pods.values()].map(({ done }) => done));
    for (const { name } of this.options.nodes) {
      await this.core.deleteNode({ name }).catch(() => undefined); // the API server is gone already
    }
  }

  private async addNode({ name, labels, gpus }: GpuNode): Promise<void> {
    await this.core.createNode({
      body: { metadata: { name, labels: { 'kubernetes.io/hostname': name, ...labels } } },
    });
    const capacity = { cpu: '256', memory: '4Ti', pods: '1000', [GPU]: String(gpus) };
    const ready = condition('Ready', 'True', 'KubeletReady');
    const status = { capacity, allocatable: capacity, conditions: [ready] };
    await this.core.patchNodeStatus({ name, body: { status } }, merge());
  }

  private watch(): void {
    const list = (): ReturnType<CoreV1Api['listPodForAllNamespaces']> =>
      this.core.listPodForAllNamespaces();
    const informer = makeInformer<V1Pod>(this.kubeConfig, '/api/v1/pods', list);
    informer.on('add', (pod) => {
      this.see(pod);
    });
    informer.on('update', (pod) => {
      this.see(pod);
    });
    informer.on('error', () => {
      if (!this.stopping.signal.aborted) setTimeout(() => void informer.start(), RETRY_MS);
    });
    this.informer = informer;
    void informer.start();
  }

  private see(pod: V1Pod): void {
    const { uid = '', deletionTimestamp } = pod.metadata ?? {};
    const isOurs = this.options.nodes.some(({ name }) => name === pod.spec?.nodeName);
    if (!isOurs || this.stopping.signal.aborted) return;
    const known = this.pods.get(uid);
    if (deletionTimestamp) known?.end.abort();
    if (known || isOver(pod)) return;
    const end = new AbortController();
    if (deletionTimestamp) end.abort();
    const done = this.live(pod, end.signal).catch((error: unknown) => {
      if (!this.stopping.signal.aborted) {
        process.stderr.write(`fake kubelet, pod ${pod.metadata?.name}: ${String(error)}\n`);
      }
    });
    this.pods.set(uid, { end, done });
  }

  /** A pod's life, from its node to its end; deleted pods are removed at last. */
  private async live(pod: V1Pod, terminating: AbortSignal): Promise<void> {
    const { name, namespace, uid, node, gpus } = identityOf(pod);
    this.count(node, gpus);
    try {
      await this.run(pod, terminating);
    } finally {
      this.count(node, -gpus);
    }
    // What ended by itself stays; what was told to end goes, also when that comes later.
    await aborted(AbortSignal.any([terminating, this.stopping.signal]));
    const body = { gracePeriodSeconds: 0, preconditions: { uid } };
    await this.patiently(() => this.core.deleteNamespacedPod({ name, namespace, body }));
  }

  private async run(pod: V1Pod, terminating: AbortSignal): Promise<void> {
    if (this.options.imagePullError?.(pod)) {
      const waiting = {
        reason: 'ImagePullBackOff',
        message: `Back-off pulling image "${imageOf(pod)}"`,
      };
      await this.setState(pod, 'Pending', { waiting });
      await aborted(AbortSignal.any([terminating, this.stopping.signal]));
      return;
    }
    await this.setState(pod, 'Pending', { waiting: { reason: 'ContainerCreating' } });
    const { claims = {} } = this.options;
    const volumes = await PodVolumes.of(pod, this.core, claims, terminating).catch(() => undefined);
    if (!volumes) return; // it was deleted before they were there
    const startedAt = new Date();
    await this.setState(pod, 'Running', { running: { startedAt } });
    const end = await this.endOf(pod, volumes, terminating);
    await volumes.remove();
    if (this.stopping.signal.aborted) return;
    const finishedAt = new Date();
    await this.setState(pod, end.exitCode === 0 ? 'Succeeded' : 'Failed', {
      terminated: { reason: reasonOf(end), ...end, startedAt, finishedAt },
    });
  }

  /** What the script says, or a kill when it takes too long to end. */
  private async endOf(pod: V1Pod, volumes: PodVolumes, terminating: AbortSignal): Promise<PodEnd> {
    const { script, graceMs = 5_000 } = this.options;
    const killed = async (): Promise<PodEnd> => {
      await aborted(terminating);
      await sleep(graceMs, undefined, { ref: false });
      return { exitCode: 137 };
    };
    return Promise.race([script(runningPod(pod, volumes, terminating)), killed()]);
  }

  private async setState(pod: V1Pod, phase: string, state: V1ContainerState): Promise<void> {
    const isReady = state.running !== undefined;
    const conditions = ['Initialized', 'ContainersReady', 'Ready'].map((type) =>
      condition(type, isReady ? 'True' : 'False'),
    );
    const containerStatuses = (pod.spec?.containers ?? []).map(({ name, image = '' }) => ({
      ...{ name, image, imageID: '', ready: isReady, restartCount: 0, started: isReady, state },
    }));
    await this.patch(pod, { phase, startTime: new Date(), conditions, containerStatuses });
  }

  private async patch(pod: V1Pod, status: V1PodStatus): Promise<void> {
    const { name = '', namespace = '', uid = '' } = pod.metadata ?? {};
    const body = { metadata: { uid }, status };
    const strategic = setHeaderOptions('Content-Type', PatchStrategy.StrategicMergePatch);
    await this.patiently(() =>
      this.core.patchNamespacedPodStatus({ name, namespace, body }, strategic),
    );
  }

  /** A kubelet outlives its API server; what is gone (404, 409) needs nothing. */
  private async patiently(call: () => Promise<unknown>): Promise<void> {
    while (!this.stopping.signal.aborted) {
      try {
        await call();
        return;
      } catch (error) {
        const code = (error as { code?: unknown }).code;
        if (code === 404 || code === 409) return;
        await sleep(RETRY_MS);
      }
    }
  }

  private async podsOn(node: string): Promise<V1Pod[]> {
    const { items } = await this.core.listPodForAllNamespaces({
      fieldSelector: `spec.nodeName=${node}`,
    });
    return items.filter((pod) => !isOver(pod));
  }

  private count(node: string, gpus: number): void {
    const now = (this.inUse.get(node) ?? 0) + gpus;
    this.inUse.set(node, now);
    this.highest.set(node, Math.max(now, this.highest.get(node) ?? 0));
  }
}

/** A pod's own names, and what it holds. */
interface PodIdentity {
  readonly name: string;
  readonly namespace: string;
  readonly uid: string;
  readonly node: string;
  readonly gpus: number;
}

function identityOf(pod: V1Pod): PodIdentity {
  const { name = '', namespace = '', uid = '' } = pod.metadata ?? {};
  return { name, namespace, uid, node: pod.spec?.nodeName ?? '', gpus: gpusOf(pod) };
}

function gpusOf({ spec }: V1Pod): number {
  return Number(spec?.containers[0]?.resources?.limits?.[GPU] ?? 0);
}

function imageOf({ spec }: V1Pod): string {
  return spec?.containers[0]?.image ?? '';
}

function reasonOf({ exitCode }: PodEnd): string {
  return exitCode === 0 ? 'Completed' : 'Error';
}

function runningPod(manifest: V1Pod, volumes: PodVolumes, terminating: AbortSignal): RunningPod {
  const { name, node } = identityOf(manifest);
  const env = manifest.spec?.containers[0]?.env ?? [];
  return {
    name,
    jobName: manifest.metadata?.labels?.['batch.kubernetes.io/job-name'] ?? '',
    node,
    manifest,
    env: Object.fromEntries(env.map((each) => [each.name, each.value ?? ''])),
    mount: (path) => {
      const host = volumes.find(path);
      if (host === undefined) throw new Error(`${path} is on no volume of the pod`);
      return host;
    },
    terminating,
  };
}

function isOver({ status }: V1Pod): boolean {
  return status?.phase === 'Succeeded' || status?.phase === 'Failed';
}

function condition(type: string, status: string, reason = 'Played'): V1PodCondition {
  return { type, status, reason, lastTransitionTime: new Date() };
}

function merge(): ReturnType<typeof setHeaderOptions> {
  return setHeaderOptions('Content-Type', PatchStrategy.StrategicMergePatch);
}

async function aborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return;
  await new Promise<void>((resolve) => {
    signal.addEventListener('abort', () => {
      resolve();
    });
  });
}
