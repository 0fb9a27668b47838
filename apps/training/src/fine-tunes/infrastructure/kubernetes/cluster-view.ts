import type { KubernetesListObject, V1Job, V1Pod } from '@kubernetes/client-node';
import { Injectable } from '@nestjs/common';
import { Cluster, WatchedObjects } from '../../../cluster/index.js';
import { JOB_NAME_LABEL, OURS } from './job-names.js';
import { factsOf, isAlive } from './pod-facts.js';
import type { JobSight } from './job-state.js';
import { aheadOf, JOB_UID_LABEL, type Workload } from './workload.js';

const KUEUE = { group: 'kueue.x-k8s.io', version: 'v1beta2', plural: 'workloads' } as const;

/** Jobs, pods and workloads of this service, as watches keep them; and as the API server has them. */
@Injectable()
export class ClusterView {
  private readonly jobs: WatchedObjects<V1Job>;
  private readonly pods: WatchedObjects<V1Pod>;
  private readonly workloads: WatchedObjects<Workload>;

  constructor(private readonly cluster: Cluster) {
    const { namespace, kubeConfig, batch, core, custom } = cluster;
    const labelSelector = OURS;
    this.jobs = new WatchedObjects(kubeConfig, {
      path: `/apis/batch/v1/namespaces/${namespace}/jobs`,
      labelSelector,
      list: () =>
        cluster.call('list Jobs', () => batch.listNamespacedJob({ namespace, labelSelector })),
    });
    this.pods = new WatchedObjects(kubeConfig, {
      path: `/api/v1/namespaces/${namespace}/pods`,
      labelSelector,
      list: () =>
        cluster.call('list pods', () => core.listNamespacedPod({ namespace, labelSelector })),
    });
    this.workloads = new WatchedObjects(kubeConfig, {
      path: `/apis/${KUEUE.group}/${KUEUE.version}/namespaces/${namespace}/${KUEUE.plural}`,
      list: () =>
        cluster.call('list workloads', async () => {
          const list: unknown = await custom.listNamespacedCustomObject({ ...KUEUE, namespace });
          return list as KubernetesListObject<Workload>;
        }),
    });
  }

  /** @param withKueue whether there are workloads to watch @param onChange gets a Job's name */
  async watch(
    withKueue: boolean,
    onChange: (jobName: string) => void,
    signal: AbortSignal,
  ): Promise<void> {
    const ofJob = ({ metadata }: V1Job): void => {
      if (metadata?.name) onChange(metadata.name);
    };
    const ofPod = ({ metadata }: V1Pod): void => {
      const name = metadata?.labels?.[JOB_NAME_LABEL];
      if (name) onChange(name);
    };
    const ofWorkload = ({ metadata }: Workload): void => {
      const uid = metadata?.labels?.[JOB_UID_LABEL];
      const job = this.jobs.list().find((each) => each.metadata?.uid === uid);
      if (job) ofJob(job);
    };
    await Promise.all([
      this.jobs.watch(ofJob, signal),
      this.pods.watch(ofPod, signal),
      ...(withKueue ? [this.workloads.watch(ofWorkload, signal)] : []),
    ]);
  }

  /** All Jobs of this service that are known. */
  knownJobs(): readonly V1Job[] {
    return this.jobs.list();
  }

  /** What the watches have; undefined where they have no such Job, or do not stand. */
  known(name: string): JobSight | undefined {
    if (!this.jobs.isFresh || !this.pods.isFresh) return undefined;
    const job = this.jobs.list().find(({ metadata }) => metadata?.name === name);
    return job && this.sightOf(job, this.podsOf(name, this.pods.list()));
  }

  /** What the API server has now. @throws ClusterUnreachableError, ClusterRefusedError */
  async current(name: string): Promise<JobSight | undefined> {
    const { namespace, batch, core } = this.cluster;
    const job = await this.cluster.find(`read Job ${name}`, () =>
      batch.readNamespacedJob({ name, namespace }),
    );
    if (!job) return undefined;
    const labelSelector = `${JOB_NAME_LABEL}=${name}`;
    const { items } = await this.cluster.call(`list pods of Job ${name}`, () =>
      core.listNamespacedPod({ namespace, labelSelector }),
    );
    return this.sightOf(job, items);
  }

  /** A run's pods may be deleted before their end was stored. */
  private sightOf(job: V1Job, pods: readonly V1Pod[]): JobSight {
    const name = job.metadata?.name ?? '';
    const uids = new Set(pods.map(({ metadata }) => metadata?.uid));
    const gone = this.podsOf(name, this.pods.deleted()).filter(
      ({ metadata }) => !uids.has(metadata?.uid),
    );
    const all = this.workloads.list();
    const workload = all.find(
      ({ metadata }) => metadata?.labels?.[JOB_UID_LABEL] === job.metadata?.uid,
    );
    return {
      job,
      pods: [...gone.map(asGone), ...pods],
      workload,
      ahead: workload ? aheadOf(workload, all) : 0,
    };
  }

  private podsOf(name: string, pods: readonly V1Pod[]): V1Pod[] {
    return pods.filter(({ metadata }) => metadata?.labels?.[JOB_NAME_LABEL] === name);
  }
}

/** A pod that is gone does nothing any more, whatever was seen of it last; it ended when it was missed. */
function asGone(pod: V1Pod): V1Pod {
  if (!isAlive(factsOf(pod))) return pod;
  const lastTransitionTime = pod.metadata?.deletionTimestamp ?? new Date();
  const conditions = pod.status?.conditions ?? [];
  pod.status ??= {};
  pod.status.phase = 'Failed';
  pod.status.conditions = [...conditions, { type: 'Gone', status: 'True', lastTransitionTime }];
  return pod;
}
