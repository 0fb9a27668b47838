import type { V1Job } from '@kubernetes/client-node';
import { type JobPlan, renderConfigMap, renderJob, renderTokenSecret } from './job-manifest.js';
import { jobName } from './job-names.js';

function aPlan(plan: Partial<JobPlan> = {}): JobPlan {
  return {
    ...{ name: 'ft-0a1b', namespace: 'training', fineTuneId: 'f'.repeat(64), run: 1, gpus: 4 },
    pool: {
      ...{ name: 'h100', gpuType: 'h100-80', usdPerGpuHour: 4, resourceName: 'nvidia.com/gpu' },
      ...{ nodeSelector: { gpu: 'h100' }, tolerations: [{ key: 'sku', operator: 'Exists' }] },
    },
    image: 'axolotl@sha256:0',
    files: { 'axolotl.yaml': 'seed: 1', 'run.sh': '', 'prestop.sh': '' },
    env: { BASE_MODEL: '/models/x' },
    claims: {
      work: { claimName: 'work', subPath: 'fine-tunes/f' },
      models: { claimName: 'models' },
    },
    ...{ progressUrl: 'http://training/progress', maxSeconds: 3600, pullSecrets: [] },
    ...{ cpu: '16', memory: '128Gi', shmSize: '32Gi' },
    ...plan,
  };
}

const queued = (): JobPlan => {
  const plan = aPlan();
  return { ...plan, pool: { ...plan.pool, queue: 'finetune', priorityClass: 'normal' } };
};
const hashOf = (plan: JobPlan): string | undefined =>
  renderJob(plan).metadata?.annotations?.['equipoise.dev/spec-hash'];

describe(renderJob, () => {
  it('asks for whole GPUs on the pool’s nodes, and puts up with their taints', () => {
    const spec = renderJob(aPlan()).spec?.template.spec;
    expect(spec?.containers[0]?.resources?.limits).toMatchObject({ 'nvidia.com/gpu': '4' });
    expect(spec?.nodeSelector).toEqual({ gpu: 'h100' });
    expect(spec?.tolerations?.map(({ key }) => key)).toEqual(['nvidia.com/gpu', 'sku']);
  });

  it('names queue, priority and time limit for Kueue, and nothing of it without a queue', () => {
    expect(renderJob(queued()).metadata?.labels).toMatchObject({
      'kueue.x-k8s.io/queue-name': 'finetune',
      'kueue.x-k8s.io/priority-class': 'normal',
      'kueue.x-k8s.io/max-exec-time-seconds': '3600',
    });
    expect(renderJob(queued()).spec?.template.spec?.priorityClassName).toBeUndefined();
    const plain = aPlan();
    const job = renderJob({ ...plain, pool: { ...plain.pool, priorityClass: 'normal' } });
    expect(Object.keys(job.metadata?.labels ?? {})).toEqual(['app.kubernetes.io/managed-by']);
    expect(job.spec?.template.spec?.priorityClassName).toBe('normal');
    // Kueue suspends it by itself.
    expect(job.spec?.suspend).toBeUndefined();
  });

  it('keeps to the restricted security standard', () => {
    const spec = renderJob(aPlan()).spec?.template.spec;
    expect(spec).toMatchObject({
      automountServiceAccountToken: false,
      securityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } },
    });
    expect(spec?.containers[0]?.securityContext).toMatchObject({
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ['ALL'] },
    });
  });

  it('has label values and names that Kubernetes takes', () => {
    const { metadata } = renderJob({ ...queued(), name: jobName({ fineTuneId: 'f', number: 1 }) });
    expect(metadata?.name).toMatch(/^ft-[0-9a-f]{20}$/);
    for (const value of Object.values(metadata?.labels ?? {})) {
      expect(value.length).toBeLessThan(64);
    }
  });

  it('has a hash that changes with what is trained, and with nothing else', () => {
    const plan = aPlan();
    const same = [{ maxSeconds: 1 }, { cpu: '1' }, { progressUrl: undefined }, { namespace: 'x' }];
    expect(same.map((change) => hashOf({ ...plan, ...change }))).toEqual(
      same.map(() => hashOf(plan)),
    );
    const others = [
      { image: 'other' },
      { files: { 'axolotl.yaml': 'seed: 2' } },
      { gpus: 2 },
      { env: {} },
    ];
    const hashes = others.map((change) => hashOf({ ...plan, ...change }));
    expect(new Set([...hashes, hashOf(plan)]).size).toBe(5);
  });
});

describe('what belongs to a Job', () => {
  const job: V1Job = { metadata: { uid: 'u' } };

  it('goes when the Job goes', () => {
    const owned = [renderConfigMap(aPlan(), job), renderTokenSecret(aPlan(), job, 'secret')];
    for (const { metadata } of owned) {
      expect(metadata?.ownerReferences).toMatchObject([{ kind: 'Job', name: 'ft-0a1b', uid: 'u' }]);
    }
  });

  it('cannot be made before the API server has seen the Job', () => {
    expect(() => renderConfigMap(aPlan(), renderJob(aPlan()))).toThrow('has no uid');
  });
});

describe(jobName, () => {
  it('is the same for a run whenever it is asked, and another for the next run', () => {
    const names = [1, 1, 2].map((number) => jobName({ fineTuneId: 'a', number }));
    expect(names[0]).toBe(names[1]);
    expect(names[0]).not.toBe(names[2]);
  });
});
