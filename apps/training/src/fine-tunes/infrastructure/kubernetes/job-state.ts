import type { V1Job, V1Pod } from '@kubernetes/client-node';
import type { RunState } from '../../domain/training-run.js';
import { JobDeletedError, StartTimeoutError } from './job-failure.errors.js';
import { failureOf } from './job-failure.js';
import { CANCELLED_ANNOTATION } from './job-names.js';
import { dateOf, factsOf, isAlive, type PodFacts } from './pod-facts.js';
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
  const { job } = sight;
  const pods = sight.pods.map(factsOf);
  if (job.metadata?.deletionTimestamp && !isFinished(job)) return deletedState(job, pods);
  if (hasCondition(job, 'Complete')) return { kind: 'succeeded' };
  if (hasCondition(job, 'Failed')) return { kind: 'failed', error: failureOf(job, pods) };
  if (isWaitingForQuota(sight)) return waitingState(sight, pods);
  return podState(job, pods, limit);
}

/** Whether the Job has come to its end by itself. */
export function isFinished(job: V1Job): boolean {
  return hasCondition(job, 'Complete') || hasCondition(job, 'Failed');
}

function hasCondition({ status }: V1Job, type: string): boolean {
  return status?.conditions?.some((each) => each.type === type && each.status === 'True') ?? false;
}

function deletedState({ metadata }: V1Job, pods: readonly PodFacts[]): RunState {
  if (metadata?.annotations?.[CANCELLED_ANNOTATION] === undefined) {
    return { kind: 'failed', error: new JobDeletedError(metadata?.name ?? '') };
  }
  if (!pods.some(isAlive)) return { kind: 'cancelled' };
  return open('running', 'ending: the trainer writes a last checkpoint');
}

function isWaitingForQuota({ job, workload }: JobSight): boolean {
  if (job.spec?.suspend === true) return true;
  return workload !== undefined && conditionOf(workload, 'Admitted')?.isTrue !== true;
}

function waitingState({ workload, ahead }: JobSight, pods: readonly PodFacts[]): RunState {
  if (!workload) return open('queued', 'waiting for Kueue to see the Job');
  const place = ahead === 0 ? 'first in its queue' : `${ahead} before it in its queue`;
  const text = [place, ...pendingReason(workload)].join('; ');
  const evicted = conditionOf(workload, 'Evicted');
  if (evicted?.isTrue !== true && !pods.some(({ end }) => end)) return open('queued', text);
  const by = evicted?.reason ? ` (${evicted.reason})` : '';
  return open('preempted', `lost its GPUs${by}; waits for others: ${text}`);
}

function pendingReason(workload: Workload): string[] {
  const reserved = conditionOf(workload, 'QuotaReserved');
  return reserved?.isTrue === false && reserved.message ? [reserved.message] : [];
}

function podState(job: V1Job, pods: readonly PodFacts[], limit: StartLimit): RunState {
  const pod = pods.find((each) => isAlive(each) && !each.isDisrupted);
  if (pod?.isRunning) return open('running', '');
  // The Job is complete with it: its controller only takes a second or more to say so.
  if (pods.some(({ phase }) => phase === 'Succeeded')) return { kind: 'succeeded' };
  if (pod) return startingState(pod, limit);
  const lost = pods.find(({ isDisrupted }) => isDisrupted);
  if (lost) return open('preempted', `lost its pod on ${lost.node}; another is being made`);
  // Kubernetes waits before it makes another pod: only the first is waited for.
  if (pods.length > 0) return open('queued', 'its pod ended; another is being made');
  const detail = 'no pod has been made yet: is there a quota in the namespace?';
  return withinLimit({ status: 'queued', detail, since: dateOf(job.status?.startTime) }, limit);
}

function startingState(pod: PodFacts, limit: StartLimit): RunState {
  if (pod.unschedulable !== undefined) return open('queued', pod.unschedulable);
  const detail = pod.trouble ?? `starting on ${pod.node || 'a node'}`;
  return withinLimit({ status: 'starting', detail, since: pod.scheduledAt }, limit);
}

/** @param start `since` it is expected that something starts */
function withinLimit(
  start: { status: 'queued' | 'starting'; detail: string; since: Date | undefined },
  { now, startSeconds }: StartLimit,
): RunState {
  const { status, detail, since } = start;
  if (!since) return open(status, detail);
  const seconds = (now.getTime() - since.getTime()) / 1000;
  if (seconds > startSeconds) {
    return { kind: 'failed', error: new StartTimeoutError(Math.round(seconds), detail) };
  }
  return open(status, detail, Math.max(1, Math.ceil(startSeconds - seconds + 1)));
}

function open(
  status: 'queued' | 'starting' | 'running' | 'preempted',
  detail: string,
  againSeconds?: number,
): RunState {
  return { kind: 'open', status, detail, againSeconds };
}
