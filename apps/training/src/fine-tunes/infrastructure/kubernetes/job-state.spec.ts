import type { V1Job, V1Pod } from '@kubernetes/client-node';
import { type JobSight, jobState } from './job-state.js';
import { attemptsOf } from './pod-attempts.js';
import { aheadOf, type Workload } from './workload.js';

const NOW = new Date('2026-01-01T01:00:00Z');
const LIMIT = { now: NOW, startSeconds: 600 };
const ago = (seconds: number): Date => new Date(NOW.getTime() - seconds * 1000);

function aPod(status: object, spec: object = {}): V1Pod {
  return {
    metadata: { uid: 'p', name: 'pod' },
    spec: {
      nodeName: 'node-1',
      containers: [{ name: 'trainer', resources: { limits: { 'nvidia.com/gpu': '4' } } }],
      ...spec,
    },
    status,
  };
}
const state = (own: object): object => ({ containerStatuses: [{ name: 'trainer', state: own }] });
const scheduled = (seconds: number, ...more: object[]): object => ({
  conditions: [{ type: 'PodScheduled', status: 'True', lastTransitionTime: ago(seconds) }, ...more],
});
const DISRUPTED = { type: 'DisruptionTarget', status: 'True' };
const RUNNING = aPod({ phase: 'Running', ...scheduled(60), ...state({ running: {} }) });

function sight({ job = {}, ...rest }: Partial<JobSight> = {}): JobSight {
  return { job: job, pods: [], workload: undefined, ahead: 0, ...rest };
}
const failed = (reason: string): V1Job => ({
  spec: { activeDeadlineSeconds: 60 } as V1Job['spec'] & object,
  status: { conditions: [{ type: 'Failed', status: 'True', reason, message: 'm' }] },
});
const workload = (...conditions: object[]): Workload =>
  ({ spec: { queueName: 'q' }, status: { conditions } }) as Workload;

describe(jobState, () => {
  it.each<[string, Partial<JobSight>, string, string]>([
    [
      'a Job that Kueue has not seen',
      { job: { spec: { suspend: true } } as V1Job },
      'queued',
      'waiting for Kueue to see the Job',
    ],
    [
      'a Job in the queue',
      {
        job: { spec: { suspend: true } } as V1Job,
        workload: workload({ type: 'QuotaReserved', status: 'False', message: 'no quota' }),
        ahead: 3,
      },
      'queued',
      '3 before it in its queue; no quota',
    ],
    [
      'a Job that lost its GPUs',
      {
        job: { spec: { suspend: true } } as V1Job,
        workload: workload({ type: 'Evicted', status: 'True', reason: 'Preempted' }),
      },
      'preempted',
      'lost its GPUs (Preempted); waits for others: first in its queue',
    ],
    [
      'a Job without a pod',
      {},
      'queued',
      'no pod has been made yet: is there a quota in the namespace?',
    ],
    [
      'a pod without a node',
      {
        pods: [
          aPod(
            {
              phase: 'Pending',
              conditions: [
                { type: 'PodScheduled', status: 'False', message: 'Insufficient nvidia.com/gpu' },
              ],
            },
            { nodeName: undefined },
          ),
        ],
      },
      'queued',
      'Insufficient nvidia.com/gpu',
    ],
    [
      'a pod whose image is pulled',
      {
        pods: [
          aPod({
            phase: 'Pending',
            ...scheduled(5),
            ...state({ waiting: { reason: 'ContainerCreating' } }),
          }),
        ],
      },
      'starting',
      'starting on node-1',
    ],
    [
      'an image that cannot be pulled yet',
      {
        pods: [
          aPod({
            phase: 'Pending',
            ...scheduled(5),
            ...state({ waiting: { reason: 'ErrImagePull', message: 'denied' } }),
          }),
        ],
      },
      'starting',
      'ErrImagePull: denied',
    ],
    ['a pod at work', { pods: [RUNNING] }, 'running', ''],
    [
      'a pod that lost its node',
      { pods: [aPod({ phase: 'Failed', ...scheduled(90, DISRUPTED) })] },
      'preempted',
      'lost its pod on node-1; another is being made',
    ],
    [
      'a pod in the place of a lost one',
      { pods: [aPod({ phase: 'Failed', ...scheduled(90, DISRUPTED) }), RUNNING] },
      'running',
      '',
    ],
  ])('shows %s', (_, seen, status, detail) => {
    expect(jobState(sight(seen), LIMIT)).toMatchObject({ kind: 'open', status, detail });
  });

  it('tells success, and a Job that this service or somebody else has deleted', () => {
    const complete = { status: { conditions: [{ type: 'Complete', status: 'True' }] } } as V1Job;
    expect(jobState(sight({ job: complete }), LIMIT)).toEqual({ kind: 'succeeded' });
    const deleted = { metadata: { name: 'ft-1', deletionTimestamp: NOW } };
    expect(jobState(sight({ job: deleted }), LIMIT)).toMatchObject({
      error: { code: 'TRAINING.JOB_DELETED' },
    });
    const own = {
      metadata: { ...deleted.metadata, annotations: { 'equipoise.dev/cancelled': 'true' } },
    };
    expect(jobState(sight({ job: own, pods: [RUNNING] }), LIMIT)).toMatchObject({ kind: 'open' });
    expect(jobState(sight({ job: own }), LIMIT)).toEqual({ kind: 'cancelled' });
  });

  it.each([
    ['DeadlineExceeded', {}, 'TRAINING.DEADLINE', 'longer than TRAINER_MAX_HOURS allows (60 s)'],
    [
      'PodFailurePolicy',
      { exitCode: 65, message: 'too long' },
      'TRAINING.TRAINER_REFUSED',
      'refused its data (exit code 65): too long',
    ],
    ['PodFailurePolicy', { exitCode: 70 }, 'TRAINING.OUT_OF_MEMORY', 'the GPU ran out of memory'],
    [
      'BackoffLimitExceeded',
      { exitCode: 137, reason: 'OOMKilled' },
      'TRAINING.OUT_OF_MEMORY',
      'Raise TRAINER_MEMORY',
    ],
    [
      'BackoffLimitExceeded',
      { exitCode: 1 },
      'TRAINING.JOB_FAILED',
      'exit code 1 (BackoffLimitExceeded)',
    ],
  ])('tells why a Job failed: %s %j', (reason, terminated, code, message) => {
    const pod = aPod({ phase: 'Failed', ...state({ terminated }) });
    const found = jobState(sight({ job: failed(reason), pods: [pod] }), LIMIT);
    expect(found).toMatchObject({ kind: 'failed', error: { code } });
    expect(found.kind === 'failed' && found.error.message).toContain(message);
  });

  it('gives a pod up that does not start in time, and says when to look again before', () => {
    const waiting = state({ waiting: { reason: 'ImagePullBackOff' } });
    const pod = (seconds: number): V1Pod =>
      aPod({ phase: 'Pending', ...scheduled(seconds), ...waiting });
    expect(jobState(sight({ pods: [pod(590)] }), LIMIT)).toMatchObject({ againSeconds: 11 });
    expect(jobState(sight({ pods: [pod(601)] }), LIMIT)).toMatchObject({
      error: { code: 'TRAINING.START_TIMEOUT' },
    });
    // Kubernetes takes its time between two tries.
    const job = { status: { startTime: ago(5_000) } };
    const tried = aPod({ phase: 'Failed', ...state({ terminated: { exitCode: 1 } }) });
    expect(jobState(sight({ job, pods: [tried] }), LIMIT)).toMatchObject({ kind: 'open' });
    expect(jobState(sight({ job }), LIMIT)).toMatchObject({ kind: 'failed' });
  });
});

describe(attemptsOf, () => {
  const pool = { resourceName: 'nvidia.com/gpu', usdPerGpuHour: 3 };

  it('counts GPUs from the moment a node is given until the trainer ends', () => {
    const end = { terminated: { exitCode: 0, finishedAt: ago(10) } };
    const pod = aPod({ phase: 'Succeeded', ...scheduled(100), ...state(end) });
    expect(attemptsOf([pod], pool)).toEqual([
      {
        ...{ id: 'p', place: 'node-1', gpus: 4, usdPerGpuHour: 3, feeUsd: 0, outcome: 'succeeded' },
        ...{ startedAt: ago(100), endedAt: ago(10) },
      },
    ]);
  });

  it('counts no pod that never had a node, and leaves one that runs open', () => {
    expect(attemptsOf([aPod({ phase: 'Pending' }, { nodeName: undefined })], pool)).toEqual([]);
    expect(attemptsOf([RUNNING], pool)).toMatchObject([{ endedAt: undefined, outcome: '' }]);
  });
});

describe(aheadOf, () => {
  it('counts who waits in the same queue and is more urgent or older', () => {
    const one = (
      priority: number,
      seconds: number,
      { queueName = 'q', over = '' }: { queueName?: string; over?: string } = {},
    ): Workload => ({
      metadata: { creationTimestamp: ago(seconds) },
      spec: { queueName, priority },
      status: { conditions: over ? [{ type: over, status: 'True' }] : [] },
    });
    const own = one(1, 50);
    const others = [
      one(1, 60),
      one(1, 40),
      one(2, 1),
      one(2, 100, { queueName: 'other' }),
      one(2, 100, { over: 'Admitted' }),
      one(2, 100, { over: 'Finished' }),
    ];
    expect(aheadOf(own, [own, ...others])).toBe(2);
  });
});
