import { setTimeout as sleep } from 'node:timers/promises';
import {
  ApiException,
  BatchV1Api,
  CustomObjectsApi,
  type KubeConfig,
  KubernetesObjectApi,
  PatchStrategy,
  setHeaderOptions,
  type V1Job,
} from '@kubernetes/client-node';
import {
  type Flavor,
  JOB_UID_LABEL,
  KUEUE,
  kueueDefinitions,
  PRIORITY_LABEL,
  QUEUE_LABEL,
  queueObjects,
  type QueueSetup,
} from './kueue-objects.js';

const GPU = 'nvidia.com/gpu';
const PERIOD_MS = 150;
/** The API server learns of a new admission policy about a second after it was made. */
const POLICY_MS = 1_500;

/** A Job with what is remembered of its way through the queue. */
interface Entry {
  readonly job: V1Job;
  readonly name: string;
  readonly gpus: number;
  readonly priority: number;
}

/**
 * Plays Kueue for one queue: suspends Jobs that name it, makes Workloads, and admits by priority and
 * age within the quota of each flavour. It shows whether a client keeps to Kueue's contract, and
 * nothing about Kueue.
 */
export class KueueStandIn {
  private readonly batch: BatchV1Api;
  private readonly custom: CustomObjectsApi;
  private readonly stopping = new AbortController();
  private readonly admitted = new Map<string, { flavor: string; gpus: number }>();
  /** Jobs that are to lose their GPUs, by name. */
  private readonly toEvict = new Set<string>();
  /** Jobs that lost them and wait again, by uid. */
  private readonly evicted = new Set<string>();
  private readonly highest = new Map<string, number>();
  /** The status written last, by Job uid: nothing is written twice. */
  private readonly written = new Map<string, string>();
  private running: Promise<void> = Promise.resolve();

  private constructor(
    kubeConfig: KubeConfig,
    private readonly setup: QueueSetup,
  ) {
    this.batch = kubeConfig.makeApiClient(BatchV1Api);
    this.custom = kubeConfig.makeApiClient(CustomObjectsApi);
  }

  static async start(kubeConfig: KubeConfig, setup: QueueSetup): Promise<KueueStandIn> {
    const objects = KubernetesObjectApi.makeApiClient(kubeConfig);
    for (const definition of kueueDefinitions()) {
      await objects.create(definition).catch(unlessThere);
    }
    await sleep(POLICY_MS);
    for (const object of queueObjects(setup)) await objects.create(object).catch(unlessThere);
    const kueue = new KueueStandIn(kubeConfig, setup);
    kueue.running = kueue.loop();
    return kueue;
  }

  /** Most GPUs of a flavour that admitted Jobs held at once. */
  highestUse(flavor: string): number {
    return this.highest.get(flavor) ?? 0;
  }

  /** Takes a running Job's GPUs away; it waits in the queue again. */
  preempt(jobName: string): void {
    this.toEvict.add(jobName);
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    await this.running;
  }

  private async loop(): Promise<void> {
    const { signal } = this.stopping;
    while (!signal.aborted) {
      // The API server may be away; every pass looks at everything anew.
      await this.pass().catch(() => undefined);
      await sleep(PERIOD_MS, undefined, { signal }).catch(() => undefined);
    }
  }

  private async pass(): Promise<void> {
    const entries = await this.entries();
    for (const { job } of entries) await this.ensureWorkload(job);
    const live = new Set(entries.filter(({ job }) => !isOver(job)).map(({ job }) => uidOf(job)));
    for (const uid of this.admitted.keys()) if (!live.has(uid)) this.admitted.delete(uid);
    for (const entry of entries) await this.step(entry, entries);
  }

  private async step(entry: Entry, all: readonly Entry[]): Promise<void> {
    const { job, name } = entry;
    const uid = uidOf(job);
    if (isOver(job)) return this.setStatus(job, [condition('Finished', true, 'Succeeded')]);
    if (job.metadata?.deletionTimestamp) return;
    if (this.admitted.has(uid)) {
      if (this.toEvict.has(name)) await this.evict(entry);
      else await this.release(entry);
      return;
    }
    const flavor = this.flavorFor(entry);
    if (!flavor) {
      const message = `couldn't assign flavors to pod set main: insufficient unused quota for ${GPU}, ${entry.gpus} needed`;
      await this.setStatus(job, [
        condition('QuotaReserved', false, 'Pending', message),
        ...(this.evicted.has(uid) ? [condition('Evicted', true, 'Preempted')] : []),
      ]);
      await this.preemptFor(entry, all);
      return;
    }
    this.admitted.set(uid, { flavor: flavor.name, gpus: entry.gpus });
    const used = this.used(flavor.name);
    this.highest.set(flavor.name, Math.max(used, this.highestUse(flavor.name)));
    await this.release(entry);
  }

  /** Lets an admitted Job run on its flavour's nodes. */
  private async release({ job, name }: Entry): Promise<void> {
    const flavor = this.setup.flavors.find(
      (each) => each.name === this.admitted.get(uidOf(job))?.flavor,
    );
    await this.setStatus(job, [
      condition('QuotaReserved', true, 'QuotaReserved'),
      condition('Admitted', true, 'Admitted'),
    ]);
    if (job.spec?.suspend !== true) return;
    const nodeSelector = { ...job.spec.template.spec?.nodeSelector, ...flavor?.nodeLabels };
    await this.patchJob(name, { suspend: false, template: { spec: { nodeSelector } } });
  }

  private async evict({ job, name }: Entry): Promise<void> {
    await this.setStatus(job, [
      condition('QuotaReserved', false, 'Pending', 'preempted to make room for another workload'),
      condition('Admitted', false, 'NoReservation'),
      condition('Evicted', true, 'Preempted'),
      condition('Requeued', true, 'Preempted'),
    ]);
    await this.patchJob(name, { suspend: true });
    // Its GPUs are free when its pods are gone.
    const { status } = await this.batch.readNamespacedJobStatus({
      name,
      namespace: this.setup.namespace,
    });
    if ((status?.active ?? 0) > 0 || (status?.terminating ?? 0) > 0) return;
    this.admitted.delete(uidOf(job));
    this.toEvict.delete(name);
    this.evicted.add(uidOf(job));
  }

  /** Takes GPUs from the least urgent Jobs, as `withinClusterQueue: LowerPriority` does. */
  private async preemptFor(entry: Entry, all: readonly Entry[]): Promise<void> {
    const victims = all
      .filter(({ job, priority }) => this.admitted.has(uidOf(job)) && priority < entry.priority)
      .sort((a, b) => a.priority - b.priority);
    if (victims[0] && this.toEvict.size === 0) this.preempt(victims[0].name);
  }

  private flavorFor({ job, gpus }: Entry): Flavor | undefined {
    const selector = job.spec?.template.spec?.nodeSelector ?? {};
    return this.setup.flavors.find(
      ({ name, nodeLabels, quota }) =>
        Object.entries(nodeLabels).every(([key, value]) => (selector[key] ?? value) === value) &&
        this.used(name) + gpus <= quota,
    );
  }

  private used(flavor: string): number {
    const holders = [...this.admitted.values()].filter((each) => each.flavor === flavor);
    return holders.reduce((sum, { gpus }) => sum + gpus, 0);
  }

  /** Jobs of the queue, the most urgent and then the oldest first. */
  private async entries(): Promise<Entry[]> {
    const { namespace, queue, priorities = {} } = this.setup;
    const { items } = await this.batch.listNamespacedJob({
      namespace,
      labelSelector: `${QUEUE_LABEL}=${queue}`,
    });
    return items
      .map((job) => entryOf(job, priorities))
      .sort((a, b) => b.priority - a.priority || createdAt(a.job) - createdAt(b.job));
  }

  private async ensureWorkload(job: V1Job): Promise<void> {
    const uid = uidOf(job);
    if (this.written.has(uid)) return;
    const { name = '', labels = {} } = job.metadata ?? {};
    const body = {
      apiVersion: `${KUEUE.group}/${KUEUE.version}`,
      kind: 'Workload',
      metadata: {
        name: `job-${name}-stand`,
        labels: { [JOB_UID_LABEL]: uid },
        ownerReferences: [{ apiVersion: 'batch/v1', kind: 'Job', name, uid, controller: true }],
      },
      spec: {
        active: true,
        queueName: this.setup.queue,
        priority: this.setup.priorities?.[labels[PRIORITY_LABEL] ?? ''] ?? 0,
      },
    };
    const of = { ...KUEUE, plural: 'workloads', namespace: this.setup.namespace };
    await this.custom.createNamespacedCustomObject({ ...of, body }).catch(unlessThere);
    this.written.set(uid, '');
  }

  private async setStatus(job: V1Job, conditions: readonly object[]): Promise<void> {
    const uid = uidOf(job);
    const text = JSON.stringify(conditions);
    if (this.written.get(uid) === text) return;
    const lastTransitionTime = new Date().toISOString();
    const status = { conditions: conditions.map((each) => ({ ...each, lastTransitionTime })) };
    const of = { ...KUEUE, plural: 'workloads', namespace: this.setup.namespace };
    const name = `job-${job.metadata?.name ?? ''}-stand`;
    await this.custom.patchNamespacedCustomObjectStatus({ ...of, name, body: { status } }, merge());
    this.written.set(uid, text);
  }

  private async patchJob(name: string, spec: object): Promise<void> {
    const { namespace } = this.setup;
    await this.batch.patchNamespacedJob({ name, namespace, body: { spec } }, merge());
  }
}

function condition(type: string, isTrue: boolean, reason: string, message = ''): object {
  return { type, status: isTrue ? 'True' : 'False', reason, message };
}

function entryOf(job: V1Job, priorities: Readonly<Record<string, number>>): Entry {
  const { name = '', labels = {} } = job.metadata ?? {};
  return {
    job,
    name,
    gpus: gpusOf(job),
    priority: priorities[labels[PRIORITY_LABEL] ?? ''] ?? 0,
  };
}

function gpusOf({ spec }: V1Job): number {
  return Number(spec?.template.spec?.containers[0]?.resources?.limits?.[GPU] ?? 0);
}

function isOver({ status }: V1Job): boolean {
  return (
    status?.conditions?.some(
      ({ type, status: is }) => ['Complete', 'Failed'].includes(type) && is === 'True',
    ) ?? false
  );
}

function uidOf({ metadata }: V1Job): string {
  return metadata?.uid ?? '';
}

function createdAt({ metadata }: V1Job): number {
  return new Date(metadata?.creationTimestamp ?? 0).getTime();
}

function merge(): ReturnType<typeof setHeaderOptions> {
  return setHeaderOptions('Content-Type', PatchStrategy.MergePatch);
}

function unlessThere(error: unknown): void {
  if (!(error instanceof ApiException) || error.code !== 409) throw error;
}
