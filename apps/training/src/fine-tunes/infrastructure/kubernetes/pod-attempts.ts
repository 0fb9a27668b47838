import type { V1ContainerStateTerminated, V1Pod } from '@kubernetes/client-node';
import type { JobPlacement } from './placement.schema.js';
import type { RunAttempt } from '../../domain/training-run.js';

/** Name of the container that trains. */
export const TRAINER = 'trainer';

/**
 * The tries of a Job that held GPUs: a pod holds them from the moment it is given a node, also while
 * its image is pulled.
 */
export function attemptsOf(
  pods: readonly V1Pod[],
  pool: Pick<JobPlacement['pool'], 'resourceName' | 'usdPerGpuHour'>,
): RunAttempt[] {
  return pods
    .flatMap((pod) => attemptOf(pod, pool) ?? [])
    .sort((a, b) => a.startedAt.getTime() - b.startedAt.getTime());
}

/** How the trainer in a pod ended; undefined while it has not. */
export function endOf(pod: V1Pod): V1ContainerStateTerminated | undefined {
  return pod.status?.containerStatuses?.find(({ name }) => name === TRAINER)?.state?.terminated;
}

/** Whether the pod lost its node, or was made to leave it. */
export function isDisrupted({ status }: V1Pod): boolean {
  return hasCondition(status?.conditions, 'DisruptionTarget');
}

function hasCondition(
  conditions: readonly { readonly type: string; readonly status: string }[] | undefined,
  type: string,
): boolean {
  return conditions?.some((each) => each.type === type && each.status === 'True') ?? false;
}

function attemptOf(
  pod: V1Pod,
  { resourceName, usdPerGpuHour }: Pick<JobPlacement['pool'], 'resourceName' | 'usdPerGpuHour'>,
): RunAttempt | undefined {
  const { metadata, spec, status } = pod;
  const scheduled = status?.conditions?.find(
    ({ type, status: held }) => type === 'PodScheduled' && held === 'True',
  );
  const startedAt = scheduled?.lastTransitionTime ?? status?.startTime;
  if (!metadata?.uid || !spec?.nodeName || !startedAt) return undefined;
  const limits = spec.containers.find(({ name }) => name === TRAINER)?.resources?.limits;
  return {
    id: metadata.uid,
    place: spec.nodeName,
    gpus: Number(limits?.[resourceName] ?? 0),
    usdPerGpuHour,
    startedAt: new Date(startedAt),
    ...endingOf(pod),
  };
}

function endingOf(pod: V1Pod): Pick<RunAttempt, 'endedAt' | 'outcome'> {
  const end = endOf(pod);
  const isOver = ['Succeeded', 'Failed'].includes(pod.status?.phase ?? '');
  if (!end && !isOver) return { endedAt: undefined, outcome: '' };
  const finishedAt = end?.finishedAt ?? lastChange(pod);
  return { endedAt: finishedAt && new Date(finishedAt), outcome: outcomeOf(pod, end) };
}

function lastChange({ status, metadata }: V1Pod): Date | undefined {
  const times = (status?.conditions ?? []).flatMap(({ lastTransitionTime }) =>
    lastTransitionTime ? [new Date(lastTransitionTime).getTime()] : [],
  );
  if (times.length > 0) return new Date(Math.max(...times));
  return metadata?.deletionTimestamp;
}

function outcomeOf(pod: V1Pod, end: V1ContainerStateTerminated | undefined): string {
  if (isDisrupted(pod)) return 'preempted';
  if (end?.reason === 'OOMKilled') return 'out of memory';
  if (!end) return pod.status?.reason ?? 'ended';
  return end.exitCode === 0 ? 'succeeded' : `exit code ${end.exitCode}`;
}
