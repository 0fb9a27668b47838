import type {
  V1ContainerState,
  V1ContainerStateTerminated,
  V1Pod,
  V1PodCondition,
} from '@kubernetes/client-node';

/** Name of the container that trains. */
export const TRAINER = 'trainer';

/** What decides a run's state, read from one of its pods. */
export interface PodFacts {
  readonly phase: 'Pending' | 'Running' | 'Succeeded' | 'Failed' | 'Unknown';
  /** Empty before it is given one. */
  readonly node: string;
  /** When it was given its node; undefined before. */
  readonly scheduledAt: Date | undefined;
  /** Why it has no node; undefined when it has one, or nobody has looked for one yet. */
  readonly unschedulable: string | undefined;
  /** Whether it lost its node, or was made to leave it. */
  readonly isDisrupted: boolean;
  /** Whether its trainer runs. */
  readonly isRunning: boolean;
  /** Why its trainer does not start, e.g. `ErrImagePull: denied`; undefined while all is well. */
  readonly trouble: string | undefined;
  /** How its trainer ended; undefined while it has not. */
  readonly end: V1ContainerStateTerminated | undefined;
}

/** States on the way up that are no trouble. */
const STARTING = new Set(['ContainerCreating', 'PodInitializing']);

export function factsOf({ spec, status }: V1Pod): PodFacts {
  const conditions = status?.conditions ?? [];
  const state = trainerState(status);
  return {
    phase: (status?.phase ?? 'Unknown') as PodFacts['phase'],
    node: spec?.nodeName ?? '',
    ...scheduling(conditions.find(({ type }) => type === 'PodScheduled')),
    isDisrupted: conditions.some(isDisruption),
    isRunning: state.running !== undefined,
    trouble: troubleOf(state),
    end: state.terminated,
  };
}

/** Whether it may still do something. */
export function isAlive({ phase }: PodFacts): boolean {
  return phase === 'Pending' || phase === 'Running';
}

function isDisruption({ type, status }: V1PodCondition): boolean {
  return type === 'DisruptionTarget' && status === 'True';
}

function scheduling(
  condition: V1PodCondition | undefined,
): Pick<PodFacts, 'scheduledAt' | 'unschedulable'> {
  if (!condition) return { scheduledAt: undefined, unschedulable: undefined };
  const { status, lastTransitionTime, message = 'waits for a node' } = condition;
  return status === 'True'
    ? { scheduledAt: dateOf(lastTransitionTime), unschedulable: undefined }
    : { scheduledAt: undefined, unschedulable: message };
}

function trainerState(status: V1Pod['status']): V1ContainerState {
  return status?.containerStatuses?.find(({ name }) => name === TRAINER)?.state ?? {};
}

function troubleOf({ waiting }: V1ContainerState): string | undefined {
  if (waiting?.reason === undefined || STARTING.has(waiting.reason)) return undefined;
  return [waiting.reason, waiting.message].filter(Boolean).join(': ');
}

/** The API server's JSON may not have been turned into dates. */
export function dateOf(value: Date | undefined): Date | undefined {
  return value && new Date(value);
}
