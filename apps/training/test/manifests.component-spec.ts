import { spawnSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { CoreV1Api, type KubernetesObject, KubernetesObjectApi } from '@kubernetes/client-node';
import { hasKubeLab, inRepository, KubeLab, KueueStandIn } from '@equipoise/testing';
import { jest } from '@jest/globals';
import { parseAllDocuments } from 'yaml';
import { readPoolFile } from '../src/pools/infrastructure/read-pool-file.js';

jest.setTimeout(120_000);

const OVERLAYS = ['kueue', 'plain'];
const kubectl = spawnSync('kubectl', ['version', '--client']).status === 0;
if (!kubectl) process.stderr.write('NOT TESTED: rendering k8s/ needs kubectl\n');
const describeWithKubectl = kubectl && hasKubeLab() ? describe : describe.skip;

describe('the pool files of k8s/', () => {
  it.each(OVERLAYS)('of %s are read by the service', (overlay) => {
    const { pools, models } = readPoolFile(inRepository('k8s', 'overlays', overlay, 'pools.yaml'));
    expect(pools.map(({ maxGpusPerJob }) => maxGpusPerJob)).toEqual([4, 8]);
    expect(pools.every(({ queue }) => (queue === undefined) === (overlay === 'plain'))).toBe(true);
    expect(models.length).toBeGreaterThan(0);
  });
});

describeWithKubectl('the manifests of k8s/', () => {
  let lab: KubeLab;
  let kueue: KueueStandIn;
  beforeAll(async () => {
    lab = await KubeLab.start();
    const core = lab.kubeConfig().makeApiClient(CoreV1Api);
    // Only what is in it can be tried without being made.
    await core.createNamespace({ body: { metadata: { name: 'training' } } });
    kueue = await KueueStandIn.start(lab.kubeConfig(), {
      ...{ namespace: 'training', queue: 'other', flavors: [] },
    });
  });
  afterAll(async () => {
    await kueue.stop();
    await lab.stop();
  });

  it.each(OVERLAYS)('of %s are rendered, and taken by the API server', async (overlay) => {
    const { stdout, stderr, status } = spawnSync(
      'kubectl',
      ['kustomize', inRepository('k8s', 'overlays', overlay)],
      { encoding: 'utf8' },
    );
    expect({ stderr, status }).toEqual({ stderr: '', status: 0 });
    const objects = KubernetesObjectApi.makeApiClient(lab.kubeConfig());
    const manifests = parseAllDocuments(stdout).map((each) => each.toJS() as KubernetesObject);
    expect(manifests.length).toBeGreaterThan(8);
    for (const manifest of manifests) {
      if (manifest.kind === 'Namespace') continue;
      await objects.create(manifest, undefined, 'All');
    }
    const kinds = manifests.map(({ kind }) => kind);
    expect(kinds.includes('ClusterQueue')).toBe(overlay === 'kueue');
  });

  it('give the queue and the priority that the pool file names', async () => {
    const { pools } = readPoolFile(inRepository('k8s', 'overlays', 'kueue', 'pools.yaml'));
    const queues = await readFile(
      inRepository('k8s', 'components', 'kueue', 'queues.yaml'),
      'utf8',
    );
    const names = parseAllDocuments(queues).map(
      (each) => (each.toJS() as KubernetesObject).metadata?.name,
    );
    expect(pools.every(({ queue = '' }) => names.includes(queue))).toBe(true);
  });
});
