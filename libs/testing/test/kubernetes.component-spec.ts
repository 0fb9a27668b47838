import { once } from 'node:events';
import { BatchV1Api, type V1Job } from '@kubernetes/client-node';
import { FakeKubelet, hasKubeLab, KubeLab, type RunningPod } from '@equipoise/testing';

const describeWithLab = hasKubeLab() ? describe : describe.skip;

describeWithLab('a control plane with played nodes', () => {
  let lab: KubeLab;
  let kubelet: FakeKubelet;
  let batch: BatchV1Api;
  let namespace: string;
  const scripts = new Map<string, (pod: RunningPod) => Promise<{ exitCode: number }>>();

  beforeAll(async () => {
    lab = await KubeLab.start();
    batch = lab.kubeConfig().makeApiClient(BatchV1Api);
    namespace = await lab.namespace('jobs');
    kubelet = await FakeKubelet.start(lab.kubeConfig(), {
      nodes: [
        { name: 'h100-0', labels: { gpu: 'h100' }, gpus: 4 },
        { name: 'h100-1', labels: { gpu: 'h100' }, gpus: 4 },
      ],
      script: async (pod) => (await scripts.get(pod.jobName)?.(pod)) ?? { exitCode: 0 },
      imagePullError: (pod) => pod.spec?.containers[0]?.image === 'missing',
    });
  }, 90_000);
  afterAll(async () => {
    await kubelet.stop();
    await lab.stop();
  }, 30_000);

  async function create(name: string, image = 'trainer'): Promise<void> {
    const body: V1Job = {
      metadata: { name },
      spec: {
        backoffLimit: 1,
        podReplacementPolicy: 'Failed',
        podFailurePolicy: {
          rules: [
            { action: 'Ignore', onPodConditions: [{ type: 'DisruptionTarget', status: 'True' }] },
            { action: 'FailJob', onExitCodes: { operator: 'In', values: [2] } },
          ],
        },
        template: {
          spec: {
            restartPolicy: 'Never',
            nodeSelector: { gpu: 'h100' },
            containers: [
              { name: 'trainer', image, resources: { limits: { 'nvidia.com/gpu': '4' } } },
            ],
          },
        },
      },
    };
    await batch.createNamespacedJob({ namespace, body });
  }

  async function until(name: string, isIt: (job: V1Job) => boolean): Promise<V1Job> {
    for (let i = 0; i < 300; i += 1) {
      const job = await batch.readNamespacedJob({ name, namespace }).catch(() => undefined);
      if (job && isIt(job)) return job;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    throw new Error(`Job ${name} did not get there within 30 s`);
  }

  const ended = ({ status }: V1Job): boolean =>
    status?.conditions?.some(
      ({ type, status: is }) => ['Complete', 'Failed'].includes(type) && is === 'True',
    ) ?? false;
  const reasonOf = ({ status }: V1Job): string | undefined =>
    status?.conditions?.find(({ type }) => type === 'Failed')?.reason;

  it('runs a Job on a node with its GPUs', async () => {
    await create('good');
    expect((await until('good', ended)).status?.succeeded).toBe(1);
    expect(kubelet.highestUse('h100-0') + kubelet.highestUse('h100-1')).toBe(4);
  });

  it('fails a Job at once by its failure policy', async () => {
    scripts.set('refused', async () => ({ exitCode: 2 }));
    await create('refused');
    const job = await until('refused', ended);
    expect(reasonOf(job)).toBe('PodFailurePolicy');
    expect(job.status?.failed).toBe(1);
  });

  it('makes another pod when a node is drained, and counts no failure', async () => {
    const places: string[] = [];
    scripts.set('moved', async ({ node, terminating }) => {
      places.push(node);
      if (places.length > 1) return { exitCode: 0 };
      await once(terminating, 'abort');
      return { exitCode: 143 };
    });
    await create('moved');
    while (places.length === 0) await new Promise((resolve) => setTimeout(resolve, 50));
    await kubelet.drain(places[0] as string);
    const job = await until('moved', ended);
    expect([job.status?.succeeded, job.status?.failed ?? 0]).toEqual([1, 0]);
    expect(new Set(places).size).toBe(2);
    await kubelet.uncordon(places[0] as string);
  }, 40_000);

  it('leaves a pod waiting whose image cannot be had', async () => {
    await create('no-image', 'missing');
    const job = await until('no-image', ({ status }) => status?.active === 1);
    expect(ended(job)).toBe(false);
    await batch.deleteNamespacedJob({
      name: 'no-image',
      namespace,
      propagationPolicy: 'Background',
    });
  });

  it('goes on after the API server was away', async () => {
    await lab.restartApiServer();
    await create('later');
    expect((await until('later', ended)).status?.succeeded).toBe(1);
  }, 60_000);
});
