import { randomBytes } from 'node:crypto';
import { sha256 } from '@equipoise/kernel';
import { PatchStrategy, setHeaderOptions, type V1Job, type V1Pod } from '@kubernetes/client-node';
import { Injectable } from '@nestjs/common';
import { Cluster, ClusterConflictError } from '../../../cluster/index.js';
import { ReportTokens, type TrainerLog, type TrainingOrder } from '../../application/ports.js';
import type { RunKey, TrainingRun } from '../../domain/training-run.js';
import { JobConflictError } from './job-failure.errors.js';
import { type JobPlan, renderConfigMap, renderJob, renderTokenSecret } from './job-manifest.js';
import {
  CANCELLED_ANNOTATION,
  FINALIZER,
  FINE_TUNE_ANNOTATION,
  RUN_ANNOTATION,
  JOB_NAME_LABEL,
  OURS,
  SPEC_HASH_ANNOTATION,
} from './job-names.js';
import { TRAINER } from './pod-facts.js';
import { JobPlans } from './job-plans.js';
import { isFinished } from './job-state.js';
import type { JobPlacement } from './placement.schema.js';

/** Controllers write to a Job that ends, too. */
const CONFLICT_TRIES = 5;

/** Makes, ends and clears away Jobs with what belongs to them. */
@Injectable()
export class JobDesk {
  constructor(
    private readonly cluster: Cluster,
    private readonly plans: JobPlans,
    private readonly tokens: ReportTokens,
  ) {}

  /** Of the trainer. */
  get image(): string {
    return this.plans.image;
  }

  /**
   * Makes the Job of a run, unless it is there.
   *
   * @returns its name
   * @throws JobConflictError where a Job of that name trains something else
   * @throws ClusterUnreachableError, ClusterQuotaError, ClusterRefusedError
   */
  async submit(run: TrainingRun, order: TrainingOrder, placement: JobPlacement): Promise<string> {
    const plan = await this.plans.make(run, order, placement);
    const job = await this.ensureJob(plan);
    const { namespace, core } = this.cluster;
    // Its pod waits for both; they go when the Job goes.
    const body = renderConfigMap(plan, job);
    await this.cluster.create(`create ConfigMap ${plan.name}`, () =>
      core.createNamespacedConfigMap({ namespace, body }),
    );
    await this.tokens.set(run, sha256(await this.ensureToken(plan, job)));
    return plan.name;
  }

  /** Asks a Job to end: its pods get the time that they need for a last checkpoint. */
  async cancel(name: string): Promise<void> {
    const { namespace, batch } = this.cluster;
    const annotations = { [CANCELLED_ANNOTATION]: 'true' };
    const job = await this.cluster.find(`annotate Job ${name}`, () =>
      batch.patchNamespacedJob(
        { name, namespace, body: { metadata: { annotations } } },
        mergePatch(),
      ),
    );
    if (!job || job.metadata?.deletionTimestamp || isFinished(job)) return;
    // In the foreground, as the finalizer would otherwise keep the pods alive with the Job.
    await this.cluster.find(`delete Job ${name}`, () =>
      batch.deleteNamespacedJob({ name, namespace, propagationPolicy: 'Foreground' }),
    );
  }

  /** Lets a Job go: one that has ended by itself stays until its time to live is over. */
  async release(name: string): Promise<void> {
    const { namespace, batch } = this.cluster;
    const job = await this.dropFinalizer(name);
    if (!job || isFinished(job) || job.metadata?.deletionTimestamp) return;
    if ((await this.podsOf(name)).some(({ status }) => status?.phase === 'Succeeded')) return;
    await this.cluster.find(`delete Job ${name}`, () =>
      batch.deleteNamespacedJob({ name, namespace, propagationPolicy: 'Background' }),
    );
  }

  private async podsOf(name: string): Promise<V1Pod[]> {
    const { namespace, core } = this.cluster;
    const labelSelector = `${JOB_NAME_LABEL}=${name}`;
    const { items } = await this.cluster.call(`list pods of Job ${name}`, () =>
      core.listNamespacedPod({ namespace, labelSelector }),
    );
    return items;
  }

  /** @returns the Job as it was; undefined where it is gone */
  private async dropFinalizer(name: string, tries = CONFLICT_TRIES): Promise<V1Job | undefined> {
    const { namespace, batch } = this.cluster;
    const job = await this.cluster.find(`read Job ${name}`, () =>
      batch.readNamespacedJob({ name, namespace }),
    );
    const { finalizers = [], resourceVersion } = job?.metadata ?? {};
    if (!finalizers.includes(FINALIZER)) return job;
    const others = finalizers.filter((each) => each !== FINALIZER);
    // With its version: what others do to the list at this moment is not undone.
    const body = { metadata: { finalizers: others, resourceVersion } };
    try {
      await this.cluster.find(`release Job ${name}`, () =>
        batch.patchNamespacedJob({ name, namespace, body }, mergePatch()),
      );
      return job;
    } catch (error) {
      if (!(error instanceof ClusterConflictError) || tries <= 1) throw error;
      return this.dropFinalizer(name, tries - 1);
    }
  }

  /** The end of what the newest pod of a Job wrote; undefined where none has begun. */
  async logs(name: string, lines: number): Promise<TrainerLog | undefined> {
    const { namespace, core } = this.cluster;
    const started = (await this.podsOf(name)).filter(({ status }) => status?.startTime);
    const pod = started.sort((a, b) => startOf(a) - startOf(b)).at(-1)?.metadata?.name;
    if (pod === undefined) return undefined;
    const text = await this.cluster.find(`read the log of pod ${pod}`, () =>
      core.readNamespacedPodLog({ name: pod, namespace, container: TRAINER, tailLines: lines }),
    );
    return text === undefined ? undefined : { text, place: `pod ${pod}` };
  }

  /** All Jobs of this service that it has not released, with the runs that they say they are. */
  async kept(): Promise<{ name: string; run: RunKey | undefined }[]> {
    const { namespace, batch } = this.cluster;
    const { items } = await this.cluster.call('list Jobs', () =>
      batch.listNamespacedJob({ namespace, labelSelector: OURS }),
    );
    return items
      .filter(({ metadata }) => metadata?.finalizers?.includes(FINALIZER))
      .map((job) => ({ name: job.metadata?.name ?? '', run: runOf(job) }));
  }

  private async ensureJob(plan: JobPlan): Promise<V1Job> {
    const { namespace, batch } = this.cluster;
    const { name } = plan;
    const body = renderJob(plan);
    const made = await this.cluster.create(`create Job ${name}`, () =>
      batch.createNamespacedJob({ namespace, body }),
    );
    if (made) return made;
    const found = await this.cluster.call(`read Job ${name}`, () =>
      batch.readNamespacedJob({ name, namespace }),
    );
    const [own, theirs] = [body, found].map(
      ({ metadata }) => metadata?.annotations?.[SPEC_HASH_ANNOTATION],
    );
    if (own !== theirs) throw new JobConflictError(name, own, theirs);
    return found;
  }

  /** A trainer that runs already has read its token: a second try must not change it. */
  private async ensureToken(plan: JobPlan, job: V1Job): Promise<string> {
    const { namespace, core } = this.cluster;
    const { name } = plan;
    const token = randomBytes(24).toString('hex');
    const body = renderTokenSecret(plan, job, token);
    const made = await this.cluster.create(`create Secret ${name}`, () =>
      core.createNamespacedSecret({ namespace, body }),
    );
    if (made) return token;
    const found = await this.cluster.call(`read Secret ${name}`, () =>
      core.readNamespacedSecret({ name, namespace }),
    );
    return Buffer.from(found.data?.token ?? '', 'base64').toString();
  }
}

function runOf({ metadata }: V1Job): RunKey | undefined {
  const fineTuneId = metadata?.annotations?.[FINE_TUNE_ANNOTATION];
  const number = Number(metadata?.annotations?.[RUN_ANNOTATION]);
  return fineTuneId === undefined || !Number.isInteger(number) ? undefined : { fineTuneId, number };
}

function mergePatch(): ReturnType<typeof setHeaderOptions> {
  return setHeaderOptions('Content-Type', PatchStrategy.MergePatch);
}

function startOf({ status }: V1Pod): number {
  return status?.startTime ? new Date(status.startTime).getTime() : 0;
}
