import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { PatchStrategy, setHeaderOptions, type V1Job } from '@kubernetes/client-node';
import { hasKubeLab, KubeLab } from '@equipoise/testing';
import { jest } from '@jest/globals';
import { A100, BASE, H100, KubernetesTraining } from './support/kubernetes-training.js';
import { canRunPodScripts } from './support/pod-command.js';
import { until } from './support/training-under-test.js';

jest.setTimeout(180_000);
const describeWithLab = hasKubeLab() ? describe : describe.skip;
const itWithBash = canRunPodScripts() ? it : it.skip;

describeWithLab('fine-tunes on a Kubernetes cluster', () => {
  let lab: KubeLab;
  let test: KubernetesTraining;
  let lastSeed = 0;
  const aSeed = (): number => (lastSeed += 1);

  beforeAll(async () => {
    lab = await KubeLab.start();
    test = await KubernetesTraining.start(lab, {
      nodes: [
        { name: 'h100-0', labels: H100, gpus: 4 },
        { name: 'a100-0', labels: A100, gpus: 8 },
        { name: 'a100-1', labels: A100, gpus: 8 },
      ],
      env: { TRAINER_START_SECONDS: '3' },
    });
  });
  afterAll(async () => {
    await test.stop();
    await lab.stop();
  });

  const request = (
    seed: number,
    placement = {},
  ): Promise<{ requestId: string; experimentId: string }> =>
    test.service.request({ base: BASE, seed, placement });

  async function running(requestId: string): Promise<string> {
    const id = await test.service.fineTuneIdOf(requestId);
    await until(async () => (test.trainer.beginnings.get(id)?.length ?? 0) > 0);
    return id;
  }

  async function jobOf(fineTuneId: string): Promise<V1Job> {
    return (await test.jobOf(fineTuneId)) as V1Job;
  }

  it('end with an adapter in the layout that vLLM reads, its provenance, losses and cost', async () => {
    test.trainer.behave(aSeed(), { stepMs: 600 });
    const { requestId } = await request(lastSeed);
    const ready = await test.service.readyOf(requestId);

    const found = await test.service.fineTune(ready.fineTuneId);
    expect(found).toMatchObject({
      ...{ status: 'succeeded', backend: 'kubernetes', step: 4, attempt: 1, adapterFormat: 'peft' },
      attempts: [{ attempt: 1, gpus: 1, outcome: 'succeeded' }],
    });
    expect(found.attempts[0]?.place).toMatch(/^a100-/);
    expect(found.gpuSeconds).toBeGreaterThan(1);
    expect(found.costUsd).toBeCloseTo((2 * found.gpuSeconds) / 3600);
    const [registered] = test.service.registered as unknown as { path: string; format: string }[];
    expect(registered?.format).toBe('peft');
    const folder = join(test.work, 'adapters', registered?.path ?? '');
    const config = JSON.parse(
      await readFile(join(folder, 'adapter_config.json'), 'utf8'),
    ) as object;
    expect(config).toMatchObject({ peft_type: 'LORA', base_model_name_or_path: '/models/tiny' });
    const { points } = await test.service.client.call('getLosses', {
      fineTuneId: ready.fineTuneId,
    });
    expect(points.map(({ step, loss }) => [step, loss])).toEqual([
      ...[
        [1, 2],
        [2, 1],
        [3, 2 / 3],
        [4, 0.5],
      ],
    ]);
    const statuses = test.service.heard.progressed
      .filter(({ payload }) => payload.requestId === requestId)
      .map(({ payload }) => payload);
    expect(statuses.map(({ status }) => status)).toEqual(
      expect.arrayContaining(['starting', 'running']),
    );
    // Nothing keeps the Job any more; it goes when its time to live is over.
    await until(async () => (await jobOf(ready.fineTuneId)).metadata?.finalizers === undefined);
  });

  itWithBash(
    'are trained by the scripts of the pod, and go on from the checkpoint of a drain',
    async () => {
      test.trainer.behave(aSeed(), { byCommand: true, stepMs: 500, steps: 14 });
      const { requestId } = await request(lastSeed);
      const id = await test.service.fineTuneIdOf(requestId);
      await until(async () => (await test.service.fineTune(id)).step >= 2);
      const { attempts } = await test.service.fineTune(id);
      await test.kubelet.drain(attempts[0]?.place ?? '');
      await test.service.readyOf(requestId);
      await test.kubelet.uncordon(attempts[0]?.place ?? '');

      const found = await test.service.fineTune(id);
      expect(found.attempts.map(({ outcome }) => outcome)).toEqual(['preempted', 'succeeded']);
      expect(found).toMatchObject({ status: 'succeeded', step: 14, totalSteps: 14 });
      const { points } = await test.service.client.call('getLosses', { fineTuneId: id });
      expect(points.map(({ step }) => step)).toEqual(Array.from({ length: 14 }, (_, i) => i + 1));
      const log = await readFile(join(test.work, 'fine-tunes', id, 'trainer.log'), 'utf8');
      expect(log).toMatch(/training from step 0\n[^]*training from step [1-9]\d?\n/);
      expect(JSON.parse(found.provenanceJson)).toMatchObject({ examples: 4, steps: 14 });
    },
  );

  it('are answered at once by an adapter that is there', async () => {
    const before = (await test.jobs()).length;
    const { requestId } = await request(1);
    expect(await test.service.readyOf(requestId)).toMatchObject({ reused: true, wallSeconds: 0 });
    expect((await test.jobs()).length).toBe(before);
  });

  it('go on elsewhere when their node is drained: nothing failed, both attempts are paid for', async () => {
    test.trainer.behave(aSeed(), { stepMs: 500, steps: 8 });
    const { requestId } = await request(lastSeed);
    const id = await running(requestId);
    await sleep(1_500);
    const { attempts } = await test.service.fineTune(id);
    await test.kubelet.drain(attempts[0]?.place ?? '');
    const ready = await test.service.readyOf(requestId);
    await test.kubelet.uncordon(attempts[0]?.place ?? '');

    expect((await jobOf(id)).status?.failed ?? 0).toBe(0);
    const [first, second] = test.trainer.beginnings.get(id) ?? [];
    expect(first).toBe(0);
    expect(second).toBeGreaterThan(0);
    const found = await test.service.fineTune(ready.fineTuneId);
    expect(found.attempts.map(({ outcome }) => outcome)).toEqual(['preempted', 'succeeded']);
    expect(found.attempts.every(({ wallSeconds }) => wallSeconds > 0)).toBe(true);
    const seen = test.service.heard.progressed.filter(
      ({ payload }) => payload.requestId === requestId,
    );
    expect(seen.map(({ payload }) => payload.status)).toContain('preempted');
  });

  it.each([
    [78, 'TRAINING.TRAINER_REFUSED', 'refused its configuration (exit code 78): no such key'],
    [70, 'TRAINING.OUT_OF_MEMORY', 'the GPU ran out of memory: no such key'],
  ])('fail at once when the trainer ends with %i', async (exitCode, code, reason) => {
    test.trainer.behave(aSeed(), { everyEnd: { exitCode, message: 'no such key' } });
    const { requestId } = await request(lastSeed);
    const failure = await test.service.failureOf(requestId);
    expect(failure.code).toBe(code);
    expect(failure.reason).toContain(reason);
    const found = await test.service.fineTune(await test.service.fineTuneIdOf(requestId));
    expect(found).toMatchObject({ status: 'failed', attempt: 1 });
  });

  it('are tried again after a failure that may pass, and when a pod has too little memory', async () => {
    test.trainer.behave(aSeed(), { firstEnd: { exitCode: 1 } });
    test.trainer.behave(aSeed(), { everyEnd: { exitCode: 137, reason: 'OOMKilled' } });
    const [again, memory] = [await request(lastSeed - 1), await request(lastSeed)];
    const ready = await test.service.readyOf(again.requestId);
    const found = await test.service.fineTune(ready.fineTuneId);
    expect(found.attempts.map(({ outcome }) => outcome)).toEqual(['exit code 1', 'succeeded']);
    const id = await running(memory.requestId);
    await until(async () => (await test.service.fineTune(id)).attempt >= 2);
    await test.service.cancel(memory.experimentId);
    await until(async () => (await test.service.fineTune(id)).status === 'cancelled');
  });

  it('fail when no pod starts in time, and say why', async () => {
    test.trainer.behave(aSeed(), {});
    test.noImage = true;
    const { requestId } = await request(lastSeed);
    const failure = await test.service.failureOf(requestId);
    test.noImage = false;
    expect(failure.code).toBe('TRAINING.START_TIMEOUT');
    expect(failure.reason).toContain('ImagePullBackOff: Back-off pulling image "axolotlai/axolotl');
    const id = await test.service.fineTuneIdOf(requestId);
    await until(async () => (await test.jobOf(id)) === undefined);
  });

  it('are cancelled with a last checkpoint, from which a later request goes on', async () => {
    test.trainer.behave(aSeed(), { stepMs: 400, steps: 6 });
    const first = await request(lastSeed);
    const id = await running(first.requestId);
    await sleep(1_000);
    await test.service.cancel(first.experimentId);
    await until(async () => (await test.service.fineTune(id)).status === 'cancelled');
    await until(async () => (await test.jobOf(id)) === undefined);
    const second = await request(lastSeed);
    await test.service.readyOf(second.requestId);
    const [, resumed] = test.trainer.beginnings.get(id) ?? [];
    expect(resumed).toBeGreaterThan(0);
  });

  it('fail when somebody else deletes their Job', async () => {
    test.trainer.behave(aSeed(), { stepMs: 1_000 });
    const { requestId } = await request(lastSeed);
    const id = await running(requestId);
    const { name = '' } = (await jobOf(id)).metadata ?? {};
    const { namespace } = test;
    await test.batch.deleteNamespacedJob({ name, namespace, propagationPolicy: 'Background' });
    expect((await test.service.failureOf(requestId)).code).toBe('TRAINING.JOB_DELETED');
    await until(async () => (await test.jobOf(id)) === undefined);
  });

  it('keep what a Job left when its time to live is over before its end was seen', async () => {
    test.trainer.behave(aSeed(), { stepMs: 700 });
    const { requestId } = await request(lastSeed);
    const id = await running(requestId);
    const { name = '' } = (await jobOf(id)).metadata ?? {};
    const { namespace } = test;
    await test.batch.patchNamespacedJob(
      { name, namespace, body: { spec: { ttlSecondsAfterFinished: 0 } } },
      setHeaderOptions('Content-Type', PatchStrategy.MergePatch),
    );
    await test.service.readyOf(requestId);
    await until(async () => (await test.jobOf(id)) === undefined);
  });

  it('fail when they take longer than they may', async () => {
    test.trainer.behave(aSeed(), { stepMs: 1_000, steps: 30 });
    const { requestId } = await request(lastSeed);
    const { name = '' } = (await jobOf(await running(requestId))).metadata ?? {};
    await test.batch.patchNamespacedJob(
      { name, namespace: test.namespace, body: { spec: { activeDeadlineSeconds: 1 } } },
      setHeaderOptions('Content-Type', PatchStrategy.MergePatch),
    );
    const failure = await test.service.failureOf(requestId);
    expect(failure.code).toBe('TRAINING.DEADLINE');
    expect(failure.reason).toContain('TRAINER_MAX_HOURS');
  });

  it('are stopped when they have used up their GPU-hours', async () => {
    test.trainer.behave(aSeed(), { stepMs: 1_000, steps: 30 });
    const { requestId } = await request(lastSeed, { maxGpuHours: 1 / 3600 });
    const failure = await test.service.failureOf(requestId);
    expect(failure.code).toBe('TRAINING.STOPPED_EARLY');
    expect(failure.reason).toContain('placement.maxGpuHours');
  });

  it('take reports only with the secret of their own run', async () => {
    test.trainer.behave(aSeed(), { stepMs: 1_000 });
    const { requestId } = await request(lastSeed);
    const id = await running(requestId);
    const { name = '' } = (await jobOf(id)).metadata ?? {};
    const report = async (token: string): Promise<number> => {
      const metrics = [{ name: 'current_step', value: '3' }];
      const answer = await fetch(`${test.progressUrl}/v1/training-runs/${name}/progress`, {
        method: 'POST',
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        body: JSON.stringify({ trainerStatus: { metrics } }),
      });
      return answer.status;
    };
    await until(() => test.trainer.tokens.has(name));
    expect(await report('forged')).toBe(401);
    expect(await report(test.trainer.tokens.get(name) ?? '')).toBe(200);
    await test.service.readyOf(requestId);
    expect(await report(test.trainer.tokens.get(name) ?? '')).toBe(401);
  });

  it.each([
    [{ pool: 'h200' }, {}, 'placement.pool: there is no pool "h200": pools are h100, a100'],
    [{ gpus: 9 }, {}, 'placement.gpus: 9 is more than any pool gives to one job'],
    [{ gpus: 3 }, {}, '2 cannot be shared out among 3 GPUs without a rest'],
    [{}, { base: 'other' }, 'nothing says where training pods find the weights of "other"'],
    [{}, { trainSize: 9 }, 'trainSize 9 is more than the 8 training questions'],
  ])('are refused where %j %j cannot be had', async (placement, wanted, reason) => {
    const before = (await test.jobs()).length;
    const { requestId } = await test.service.request({
      base: BASE,
      seed: aSeed(),
      placement,
      ...wanted,
    });
    expect((await test.service.failureOf(requestId)).reason).toContain(reason);
    expect((await test.jobs()).length).toBe(before);
  });

  it('wait, and say so, while a quota of the namespace leaves no room', async () => {
    const { namespace } = test;
    const name = 'no-more-jobs';
    const hard = { 'count/jobs.batch': String((await test.jobs()).length) };
    await test.core.createNamespacedResourceQuota({
      namespace,
      body: { metadata: { name }, spec: { hard } },
    });
    await until(async () => {
      const quota = await test.core.readNamespacedResourceQuota({ name, namespace });
      return quota.status?.used !== undefined;
    });
    const { requestId } = await request(aSeed());
    const id = await test.service.fineTuneIdOf(requestId);
    await until(async () => (await test.service.fineTune(id)).detail.includes('exceeded quota'));
    expect((await test.service.fineTune(id)).status).toBe('queued');
    await test.core.deleteNamespacedResourceQuota({ name, namespace });
    await test.service.readyOf(requestId);
  });

  it.each([
    [{ base: '/models/other' }, 'base_model_name_or_path /models/other, but /models/tiny was'],
    [{ rank: 3 }, 'rank of model.q_proj.lora_A.weight 3, but 4 was ordered'],
    [
      { dtype: 'I8' },
      'dtype I8 in model.q_proj.lora_A.weight, but can be served in BF16, F16, F32',
    ],
    [{ chatTemplate: 'abc' }, 'chat template of SHA-256 abc, but e3b0c4'],
  ])('refuse an adapter that is not the one ordered: %j', async (flaw, reason) => {
    test.trainer.behave(aSeed(), { flaw });
    const { requestId } = await request(lastSeed);
    const failure = await test.service.failureOf(requestId);
    expect(failure.reason).toContain(reason);
  });

  it('lose nothing and are never made twice when the service ends in the middle', async () => {
    test.trainer.behave(aSeed(), { stepMs: 1_000 });
    const { requestId } = await request(lastSeed);
    const id = await running(requestId);
    await test.service.stopTraining();
    // As if it had ended between making the Job and noting that.
    await test.service.sql(
      `UPDATE training.training_runs SET external_id = '' WHERE fine_tune_id = $1`,
      [id],
    );
    await test.service.startTraining();
    await test.service.readyOf(requestId);
    const jobs = (await test.jobs()).filter(
      ({ metadata }) => metadata?.annotations?.['equipoise.dev/fine-tune-id'] === id,
    );
    expect(jobs.length).toBe(1);
    expect(test.trainer.beginnings.get(id)).toEqual([0]);
  });

  it('remove Jobs that nobody knows', async () => {
    const { namespace } = test;
    const [job] = await test.jobs();
    await test.service.stopTraining();
    await test.batch.createNamespacedJob({
      namespace,
      body: {
        metadata: {
          name: 'ft-orphan',
          labels: job?.metadata?.labels ?? {},
          finalizers: ['equipoise.dev/collect-result'],
        },
        spec: {
          suspend: true,
          template: {
            spec: { restartPolicy: 'Never', containers: [{ name: 'trainer', image: 'x' }] },
          },
        },
      },
    });
    await test.service.startTraining();
    await until(async () =>
      (await test.jobs()).every(({ metadata }) => metadata?.name !== 'ft-orphan'),
    );
  });

  // The last one: the controllers take up to half a minute to come back after it.
  it('go on while the API server is away', async () => {
    test.trainer.behave(aSeed(), { stepMs: 1_500 });
    const { requestId } = await request(lastSeed);
    await running(requestId);
    await lab.restartApiServer(1_000);
    await test.service.readyOf(requestId);
  });
});
