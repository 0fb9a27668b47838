import type { KubernetesObject } from '@kubernetes/client-node';

/** The part of Kueue's Workload (kueue.x-k8s.io/v1beta2) that tells what a Job waits for. */
export interface Workload extends KubernetesObject {
  readonly spec?: {
    readonly queueName?: string;
    readonly priority?: number;
    readonly active?: boolean;
  };
  readonly status?: { readonly conditions?: readonly WorkloadCondition[] };
}

export interface WorkloadCondition {
  readonly type: string;
  readonly status: string;
  readonly reason?: string;
  readonly message?: string;
  readonly lastTransitionTime?: string | Date;
}

/** Label with the uid of the Job that a Workload stands for. */
export const JOB_UID_LABEL = 'kueue.x-k8s.io/job-uid';

export function conditionOf(
  { status }: Workload,
  type: string,
): (WorkloadCondition & { readonly isTrue: boolean }) | undefined {
  const condition = status?.conditions?.find((each) => each.type === type);
  return condition && { ...condition, isTrue: condition.status === 'True' };
}

/** Workloads of the same queue that are served before this one. */
export function aheadOf(workload: Workload, all: readonly Workload[]): number {
  const queue = workload.spec?.queueName;
  return all.filter(
    (other) => other.spec?.queueName === queue && isPending(other) && isBefore(other, workload),
  ).length;
}

function isPending(workload: Workload): boolean {
  const isOver = conditionOf(workload, 'Finished')?.isTrue === true;
  const isStopped = workload.spec?.active === false;
  return !isOver && !isStopped && conditionOf(workload, 'Admitted')?.isTrue !== true;
}

function isBefore(a: Workload, b: Workload): boolean {
  const priority = (a.spec?.priority ?? 0) - (b.spec?.priority ?? 0);
  if (priority !== 0) return priority > 0;
  return createdAt(a) < createdAt(b);
}

function createdAt({ metadata }: Workload): number {
  return new Date(metadata?.creationTimestamp ?? 0).getTime();
}
