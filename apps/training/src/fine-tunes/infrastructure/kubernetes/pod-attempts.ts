import type { V1Pod } from '@kubernetes/client-node';
import type { RunAttempt } from '../../domain/training-run.js';
import type { JobPlacement } from './placement.schema.js';
import { dateOf, factsOf, isAlive, type PodFacts, TRAINER } from './pod-facts.js';

type Priced = Pick<JobPlacement['pool'], 'resourceName' | 'usdPerGpuHour'>;

/**
 * The tries of a Job that held GPUs: a pod holds them from the moment it is given a node, also while
 * its image is pulled.
 */
export function attemptsOf(pods: readonly V1Pod[], pool: Priced): RunAttempt[] {
  return pods
    .flatMap((pod) => attemptOf(pod, pool) ?? [])
    .sort((a, b) => a.startedAt.getTime() - b.startedAt.getTime());
}

function attemptOf(pod: V1Pod, { resourceName, usdPerGpuHour }: Priced): RunAttempt | undefined {
  const facts = factsOf(pod);
  const startedAt = facts.scheduledAt ?? dateOf(pod.status?.startTime);
  if (!pod.metadata?.uid || facts.node === '' || !startedAt) return undefined;
  const ending = facts.end || !isAlive(facts);
  return {
    id: pod.metadata.uid,
    place: facts.node,
    gpus: gpusOf(pod, resourceName),
    usdPerGpuHour,
    feeUsd: 0,
    startedAt,
    endedAt: ending ? endedAt(pod, facts) : undefined,
    outcome: ending ? outcomeOf(pod, facts) : '',
  };
}

function gpusOf({ spec }: V1Pod, resourceName: string): number {
  const trainer = spec?.containers.find(({ name }) => name === TRAINER);
  return Number(trainer?.resources?.limits?.[resourceName] ?? 0);
}

function endedAt({ status, metadata }: V1Pod, { end }: PodFacts): Date | undefined {
  if (end?.finishedAt) return dateOf(end.finishedAt);
  const times = (status?.conditions ?? []).flatMap(({ lastTransitionTime }) =>
    lastTransitionTime ? [new Date(lastTransitionTime).getTime()] : [],
  );
  return times.length > 0 ? new Date(Math.max(...times)) : dateOf(metadata?.deletionTimestamp);
}

function outcomeOf({ status }: V1Pod, { isDisrupted, end }: PodFacts): string {
  if (isDisrupted) return 'preempted';
  if (!end) return status?.reason ?? 'ended';
  if (end.reason === 'OOMKilled') return 'out of memory';
  return end.exitCode === 0 ? 'succeeded' : `exit code ${end.exitCode}`;
}
