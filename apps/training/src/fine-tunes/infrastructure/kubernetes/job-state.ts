import type { V1ContainerState, V1Job, V1Pod } from '@kubernetes/client-node';
import type { RunState } from '../../domain/training-run.js';
import { JobDeletedError, StartTimeoutError } from './job-failure.errors.js';
import { failureOf } from './job-failure.js';
import { CANCELLED_ANNOTATION } from './job-names.js';
import { endOf, isDisrupted, TRAINER } from './pod-attempts.js';
import { conditionOf, type Workload } from './workload.js';

/** All that the cluster has of a run. */
export interface JobSight {
  readonly job: V1Job;
  readonly pods: readonly V1Pod[];
  /** What Kueue made of it; undefined without Kueue, and before it has seen the Job. */
  readonly workload: Workload | undefined;
  /** Workloads that are served before it. */
  readonly ahead: number;
}

export interface StartLimit {
  readonly now: Date;
  /** Time that a pod is given to start once it has its GPUs, seconds. */
  readonly startSeconds: number;
}

/** Reads a run's state from what the cluster says of it. */
export function jobState(sight: JobSight, limit: StartLimit): RunState {
  const { job, pods } = sight;
  const isOver = hasCondition(job, 'Complete') || hasCondition(job, 'Failed');
  if (job.metadata?.deletionTimestamp && !isOver) return deletedState(job, pods);
  if (hasCondition(job, 'Complete')) return { kind: 'succeeded' };
  if (hasCondition(job, 'Failed')) return { kind: 'failed', error: failureOf(job, pods) };
  if (isWaitingForQuota(sight)) return waitingState(sight);
  return podState(sight, limit);
}

/** Whether the Job has come to its end by itself. */
export function isFinished(job: V1Job): boolean {
  return hasCondition(job, 'Complete') || hasCondition(job, 'Failed');
}

function hasCondition({ status }: V1Job, type: string): boolean {
  return status?.conditions?.some((each) => each.type === type && each.status === 'True') ?? false;
}

function deletedState(job: V1Job, pods: readonly V1Pod[]): RunState {
  const name = job.metadata?.name ?? '';
  if (job.metadata?.annotations?.[CANCELLED_ANNOTATION] === undefined) {
    return { kind: 'failed', error: new JobDeletedError(name) };
  }
  const isRunning = pods.some((pod) => ['Pending', 'Running'].includes(pod.status?.phase ?? ''));
  if (!isRunning) return { kind: 'cancelled' };
  return open('running', 'ending: the trainer writes a last checkpoint');
}

function isWaitingForQuota({ job, workload }: JobSight): boolean {
  if (job.spec?.suspend === true) return true;
  return workload !== undefined && conditionOf(workload, 'Admitted')?.isTrue !== true;
}

function waitingState({ workload, ahead, pods }: JobSight): RunState {
  if (!workload) return open('queued', 'waiting for Kueue to see the Job');
  const evicted = conditionOf(workload, 'Evicted');
  const reserved = conditionOf(workload, 'QuotaReserved');
  const place = ahead === 0 ? 'first in its queue' : `${ahead} before it in its queue`;
  const why = reserved?.isTrue === false ? reserved.message : undefined;
  const text = [place, ...(why ? [why] : [])].join('; ');
  const ran = pods.some((pod) => endOf(pod) !== undefined) || evicted?.isTrue === true;
  if (!ran) return open('queued', text);
  const by = evicted?.isTrue ? ` (${evicted.reason ?? 'evicted'})` : '';
  return open('preempted', `lost its GPUs${by}; waits for others: ${text}`);
}

function podState({ job, pods }: JobSight, { now, startSeconds }: StartLimit): RunState {
  const alive = pods.filter((pod) => ['Pending', 'Running'].includes(pod.status?.phase ?? ''));
  const running = alive.find((pod) => trainerState(pod)?.running && !isDisrupted(pod));
  if (running) return open('running', '');
  if (pods.some((each) => each.status?.phase === 'Succeeded')) return open('running', 'ending');
  const pod = alive.find((each) => !isDisrupted(each));
  // Kubernetes waits before it makes another pod: only the first is waited for.
  const since = pod ? scheduledAt(pod) : pods.length === 0 ? job.status?.startTime : undefined;
  const seconds = since ? (now.getTime() - new Date(since).getTime()) / 1000 : 0;
  const detail = pod ? pendingDetail(pod) : noPodDetail(pods);
  if (since && seconds > startSeconds) {
    return { kind: 'failed', error: new StartTimeoutError(Math.round(seconds), detail) };
  }
  const againSeconds = since && Math.max(1, Math.ceil(startSeconds - seconds + 1));
  if (pods.some(isDisrupted) && !(pod && since)) return open('preempted', detail);
  return open(pod && since ? 'starting' : 'queued', detail, againSeconds);
}

function noPodDetail(pods: readonly V1Pod[]): string {
  const lost = pods.find(isDisrupted);
  if (lost) return `lost its pod on ${lost.spec?.nodeName ?? 'a node'}; another is being made`;
  return pods.length === 0
    ? 'no pod has been made yet: is there a quota in the namespace?'
    : 'its pod ended; another is being made';
}

function pendingDetail(pod: V1Pod): string {
  const waiting = trainerState(pod)?.waiting;
  if (
    waiting?.reason &&
    waiting.reason !== 'ContainerCreating' &&
    waiting.reason !== 'PodInitializing'
  ) {
    return [waiting.reason, waiting.message].filter(Boolean).join(': ');
  }
  const scheduled = pod.status?.conditions?.find(({ type }) => type === 'PodScheduled');
  if (scheduled?.status === 'False') return scheduled.message ?? 'waits for a node';
  return `starting on ${pod.spec?.nodeName ?? 'a node'}`;
}

function scheduledAt({ status }: V1Pod): Date | undefined {
  return status?.conditions?.find((each) => each.type === 'PodScheduled' && each.status === 'True')
    ?.lastTransitionTime;
}

function trainerState({ status }: V1Pod): V1ContainerState | undefined {
  return status?.containerStatuses?.find(({ name }) => name === TRAINER)?.state;
}

function open(
  status: 'queued' | 'starting' | 'running' | 'preempted',
  detail: string,
  againSeconds?: number,
): RunState {
  return { kind: 'open', status, detail, againSeconds };
}
