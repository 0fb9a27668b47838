import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { once } from 'node:events';
import { join } from 'node:path';
import {
  BatchV1Api,
  CoreV1Api,
  CustomObjectsApi,
  KubernetesObjectApi,
  PatchStrategy,
  setHeaderOptions,
  type V1Job,
} from '@kubernetes/client-node';
import {
  addBoundClaim,
  FakeKubelet,
  type GpuNode,
  type KubeLab,
  inRepository,
  KueueStandIn,
  temporaryFolder,
} from '@equipoise/testing';
import { parseAllDocuments, stringify } from 'yaml';
import { QUESTIONS } from './fake-python.js';
import { PlayedTrainer } from './played-trainer.js';
import { TrainingUnderTest } from './training-under-test.js';

export const H100 = { 'nvidia.com/gpu.product': 'NVIDIA-H100-80GB-HBM3' };
export const A100 = { 'nvidia.com/gpu.product': 'NVIDIA-A100-SXM4-80GB' };

/** Base model that an endpoint serves, and whose weights the pods can read. */
export const BASE = 'remote';
const TINY = {
  num_hidden_layers: 4,
  hidden_size: 64,
  intermediate_size: 128,
  num_attention_heads: 4,
  vocab_size: 256,
};

interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string };
  readonly roleRef?: object;
}

export interface KubernetesSetUp {
  readonly nodes: readonly GpuNode[];
  /** GPUs of each pool that Kueue gives away; absent: a cluster without Kueue. */
  readonly quota?: { readonly h100: number; readonly a100: number };
  readonly env?: NodeJS.ProcessEnv;
}

/** The training service on a real API server, with played nodes. */
export class KubernetesTraining {
  readonly trainer = new PlayedTrainer();
  readonly batch: BatchV1Api;
  readonly core: CoreV1Api;
  readonly custom: CustomObjectsApi;
  kubelet!: FakeKubelet;
  kueue: KueueStandIn | undefined;
  service!: TrainingUnderTest;
  /** Whether the image of new pods cannot be had. */
  noImage = false;
  /** The volume that service and pods share. */
  work = '';
  /** Where pods post their progress. */
  progressUrl = '';
  private readonly removals: (() => Promise<void>)[] = [];

  private constructor(
    readonly lab: KubeLab,
    readonly namespace: string,
  ) {
    this.batch = lab.kubeConfig().makeApiClient(BatchV1Api);
    this.custom = lab.kubeConfig().makeApiClient(CustomObjectsApi);
    this.core = lab.kubeConfig().makeApiClient(CoreV1Api);
  }

  static async start(lab: KubeLab, setUp: KubernetesSetUp): Promise<KubernetesTraining> {
    const namespace = await lab.namespace('training');
    const test = new KubernetesTraining(lab, namespace);
    const { path, remove } = await temporaryFolder();
    test.removals.push(remove);
    const { quota, nodes } = setUp;
    const queue = namespace;
    const pools = join(path, 'pools.yaml');
    await writeFile(pools, stringify(poolFile(quota ? queue : undefined)));
    if (quota) {
      test.kueue = await KueueStandIn.start(lab.kubeConfig(), {
        ...{ namespace, queue, priorities: { low: 0, high: 100 } },
        flavors: [
          { name: `${namespace}-h100`, nodeLabels: H100, quota: quota.h100 },
          { name: `${namespace}-a100`, nodeLabels: A100, quota: quota.a100 },
        ],
      });
    }
    const port = await freePort();
    const work = join(path, 'work');
    await mkdir(work, { recursive: true });
    await mkdir(join(path, 'models', 'tiny'), { recursive: true });
    await test.grant();
    for (const claim of ['training-work', 'models']) {
      await addBoundClaim(lab.kubeConfig(), namespace, claim);
    }
    test.work = work;
    test.progressUrl = `http://127.0.0.1:${port}`;
    test.kubelet = await FakeKubelet.start(lab.kubeConfig(), {
      nodes,
      script: test.trainer.script,
      claims: { 'training-work': work, models: join(path, 'models') },
      imagePullError: () => test.noImage,
    });
    test.service = await TrainingUnderTest.start({
      questions: QUESTIONS,
      env: {
        TRAINER_BACKEND: 'kubernetes',
        KUBECONFIG: lab.limitedKubeconfig,
        TRAINER_NAMESPACE: namespace,
        TRAINING_POOLS: pools,
        TRAINING_DIR: work,
        TRAINER_PROGRESS_URL: test.progressUrl,
        HTTP_PORT: String(port),
        ...setUp.env,
      },
    });
    return test;
  }

  async stop(): Promise<void> {
    await this.service.stop();
    await this.kubelet.stop();
    await this.kueue?.stop();
    for (const remove of this.removals) await remove();
  }

  /** Gives the service the rights of `k8s/`, and no others; pods must keep to the restricted standard. */
  private async grant(): Promise<void> {
    const { namespace, lab } = this;
    await this.core.patchNamespace(
      {
        name: namespace,
        body: { metadata: { labels: { 'pod-security.kubernetes.io/enforce': 'restricted' } } },
      },
      setHeaderOptions('Content-Type', PatchStrategy.MergePatch),
    );
    const objects = KubernetesObjectApi.makeApiClient(lab.kubeConfig());
    for (const file of ['role.yaml', 'cluster-role.yaml']) {
      const text = await readFile(inRepository('k8s', 'base', 'training', file), 'utf8');
      for (const document of parseAllDocuments(text)) {
        const object = document.toJS() as Manifest;
        const name = `${namespace}-${object.metadata.name}`;
        const isBinding = object.kind.endsWith('Binding');
        await objects.create({
          ...object,
          metadata: { ...object.metadata, name, namespace },
          ...(isBinding && {
            roleRef: { ...object.roleRef, name },
            subjects: [{ kind: 'User', name: 'limited', apiGroup: 'rbac.authorization.k8s.io' }],
          }),
        });
      }
    }
  }

  async jobs(): Promise<V1Job[]> {
    return (await this.batch.listNamespacedJob({ namespace: this.namespace })).items;
  }

  /** The one Job of a fine-tune. */
  async jobOf(fineTuneId: string): Promise<V1Job | undefined> {
    return (await this.jobs()).find(
      ({ metadata }) => metadata?.annotations?.['equipoise.dev/fine-tune-id'] === fineTuneId,
    );
  }
}

function poolFile(queue: string | undefined): object {
  const pool = { gpusPerNode: 8, ...(queue && { queue }) };
  return {
    cluster: 'gpu-operator',
    pools: [
      { name: 'h100', gpuType: 'h100-80', maxGpusPerJob: 4, usdPerGpuHour: 4, ...pool },
      { name: 'a100', gpuType: 'a100-80', maxGpusPerJob: 8, usdPerGpuHour: 2, ...pool },
    ],
    models: [{ name: BASE, weights: '/models/tiny', revision: 'r1', config: TINY }],
  };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  if (typeof address !== 'object' || !address) throw new Error('no port was given');
  return address.port;
}
