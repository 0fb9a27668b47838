import { hasKubeLab, KubeLab } from '@equipoise/testing';
import type { V1Job } from '@kubernetes/client-node';
import { jest } from '@jest/globals';
import { aRequest } from './support/a-request.js';
import { A100, BASE, H100, KubernetesTraining } from './support/kubernetes-training.js';
import { until } from './support/training-under-test.js';

jest.setTimeout(240_000);
const SETTINGS = aRequest().settings;
const describeWithLab = hasKubeLab() ? describe : describe.skip;

describeWithLab('fine-tunes on a cluster with Kueue', () => {
  let lab: KubeLab;
  let test: KubernetesTraining;

  beforeAll(async () => {
    lab = await KubeLab.start();
    test = await KubernetesTraining.start(lab, {
      nodes: [
        { name: 'h100-0', labels: H100, gpus: 8 },
        { name: 'a100-0', labels: A100, gpus: 8 },
        { name: 'a100-1', labels: A100, gpus: 8 },
      ],
      // The nodes have twice the GPUs that the queue gives away.
      quota: { h100: 4, a100: 8 },
    });
  });
  afterAll(async () => {
    await test.stop();
    await lab.stop();
  });

  const request = async (
    seed: number,
    placement: object,
  ): Promise<{ requestId: string; id: string }> => {
    const { requestId } = await test.service.request({
      ...{ base: BASE, seed, placement, trainSize: 8 },
      settings: { ...SETTINGS, effectiveBatchSize: 8 },
    });
    return { requestId, id: await test.service.fineTuneIdOf(requestId) };
  };

  const detailOf = async (id: string): Promise<string> => (await test.service.fineTune(id)).detail;
  const statusOf = async (id: string): Promise<string> => (await test.service.fineTune(id)).status;

  it('wait with the reason and their place in the queue, then run, and go on after they lost their GPUs', async () => {
    test.trainer.behave(1, { stepMs: 700, steps: 10 });
    const first = await request(1, { pool: 'h100', gpus: 4 });
    await until(async () => (await statusOf(first.id)) === 'running');
    const second = await request(2, { pool: 'h100', gpus: 4 });
    await until(async () => (await detailOf(second.id)).includes('insufficient unused quota'));
    const third = await request(3, { pool: 'h100', gpus: 4 });
    await until(async () => (await detailOf(third.id)).startsWith('1 before it in its queue'));
    expect(await detailOf(second.id)).toMatch(/^first in its queue; couldn't assign flavors/);
    expect(await statusOf(second.id)).toBe('queued');

    const name = (await test.jobOf(first.id))?.metadata?.name ?? '';
    test.kueue?.preempt(name);
    await until(async () => (await statusOf(first.id)) === 'preempted');
    expect(await detailOf(first.id)).toMatch(/^lost its GPUs \(Preempted\); waits for others/);
    for (const { requestId } of [first, second, third]) await test.service.readyOf(requestId);
    const found = await test.service.fineTune(first.id);
    expect(found.attempts.length).toBe(2);
    const [, resumed] = test.trainer.beginnings.get(first.id) ?? [];
    expect(resumed).toBeGreaterThan(0);
    expect(test.kueue?.highestUse(`${test.namespace}-h100`)).toBe(4);
  });

  it('are refused where the pool has no queue, or one that is too small', async () => {
    const { pools } = await test.service.client.call('listPools', {});
    expect(pools.map(({ name, usable, gpus, quota }) => ({ name, usable, gpus, quota }))).toEqual([
      { name: 'h100', usable: true, gpus: 8, quota: 4 },
      { name: 'a100', usable: true, gpus: 16, quota: 8 },
    ]);
    const broken = await KubernetesTraining.start(lab, {
      nodes: [],
      quota: { h100: 0, a100: 2 },
    });
    try {
      const findings = (await broken.service.client.call('listPools', {})).pools;
      expect(findings[0]).toMatchObject({ usable: false, quota: 0 });
      expect(findings[0]?.findings[0]?.message).toContain('no job fits; raise the ClusterQueue');
      expect(findings[1]?.findings[0]).toMatchObject({ severity: 'warning' });
      await broken.custom.deleteNamespacedCustomObject({
        ...{ group: 'kueue.x-k8s.io', version: 'v1beta2', plural: 'localqueues' },
        ...{ namespace: broken.namespace, name: broken.namespace },
      });
      await broken.service.stopTraining();
      await broken.service.startTraining();
      const { requestId } = await broken.service.request({ base: BASE });
      const failure = await broken.service.failureOf(requestId);
      expect(failure.code).toBe('TRAINING.NO_USABLE_POOL');
      expect(failure.reason).toContain(`there is no LocalQueue "${broken.namespace}"`);
    } finally {
      await broken.stop();
    }
  });

  it('finish, fifty at once and with two services, each made once and within the quota', async () => {
    await test.service.startReplica();
    const before = new Set((await test.jobs()).map(({ metadata }) => metadata?.name));
    const requests = await Promise.all(
      Array.from({ length: 50 }, (_, i) =>
        request(100 + i, { pool: i % 2 ? 'h100' : 'a100', gpus: [1, 2, 4][i % 3] }),
      ),
    );
    await until(() => test.service.heard.ready.length >= 53, 180);
    for (const { requestId } of requests) await test.service.readyOf(requestId);
    const made = async (): Promise<V1Job[]> =>
      (await test.jobs()).filter(({ metadata }) => !before.has(metadata?.name));
    expect((await made()).length).toBe(50);
    await until(async () => (await made()).every(({ status }) => status?.succeeded === 1));
    expect(test.kueue?.highestUse(`${test.namespace}-h100`)).toBeLessThanOrEqual(4);
    expect(test.kueue?.highestUse(`${test.namespace}-a100`)).toBeLessThanOrEqual(8);
    const begun = requests.map(({ id }) => test.trainer.beginnings.get(id));
    expect(begun.every((steps) => steps?.length === 1)).toBe(true);
  });
});
