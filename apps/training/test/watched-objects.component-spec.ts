import { hasKubeLab, KubeLab } from '@equipoise/testing';
import { CoreV1Api, type V1ConfigMap } from '@kubernetes/client-node';
import { jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { WatchedObjects } from '../src/cluster/watched-objects.js';
import { ApiServerProxy } from './support/api-server-proxy.js';
import { until } from './support/training-under-test.js';

jest.setTimeout(120_000);
const describeWithLab = hasKubeLab() ? describe : describe.skip;

describeWithLab('objects under watch', () => {
  let lab: KubeLab;
  let proxy: ApiServerProxy;
  let core: CoreV1Api;
  let namespace: string;
  const stop = new AbortController();
  const seen: string[] = [];
  let watched: WatchedObjects<V1ConfigMap>;
  let watching: Promise<void>;

  beforeAll(async () => {
    Logger.overrideLogger(false);
    lab = await KubeLab.start();
    namespace = await lab.namespace('watched');
    core = lab.kubeConfig().makeApiClient(CoreV1Api);
    proxy = await ApiServerProxy.start(lab.kubeConfig());
    const proxied = proxy.kubeConfig.makeApiClient(CoreV1Api);
    watched = new WatchedObjects<V1ConfigMap>(proxy.kubeConfig, {
      path: `/api/v1/namespaces/${namespace}/configmaps`,
      list: () => proxied.listNamespacedConfigMap({ namespace }),
    });
    watching = watched.watch(({ metadata }) => {
      seen.push(metadata?.name ?? '');
    }, stop.signal);
    await until(() => watched.isFresh);
  });
  afterAll(async () => {
    stop.abort();
    await watching;
    await proxy.stop();
    await lab.stop();
  });

  const make = async (name: string): Promise<void> => {
    await core.createNamespacedConfigMap({ namespace, body: { metadata: { name } } });
  };
  const names = (): (string | undefined)[] => watched.list().map(({ metadata }) => metadata?.name);

  it('are told of as they change', async () => {
    await make('first');
    await until(() => seen.includes('first'));
  });

  it('are still told of after the watch was closed', async () => {
    await cut();
    await make('second'); // while nobody watches, or nearly so
    await until(() => seen.includes('second'));
    await make('third');
    await until(() => seen.includes('third'));
  });

  it('are listed anew when the API server has forgotten where the watch was (410)', async () => {
    await lab.restartApiServer(); // of what was before it knows nothing
    await until(() => watched.isFresh);
    proxy.nextWatchBeginsAt = '1';
    proxy.cutWatches();
    await until(() => proxy.expired > 0);
    await make('fourth');
    await until(() => seen.includes('fourth'));
    expect(names()).toEqual(expect.arrayContaining(['first', 'second', 'third', 'fourth']));
  });

  it('that went while nobody watched are remembered', async () => {
    proxy.isAway = true;
    proxy.cutWatches();
    await until(() => !watched.isFresh);
    await core.deleteNamespacedConfigMap({ namespace, name: 'first' });
    proxy.isAway = false;
    await until(() => watched.deleted().some(({ metadata }) => metadata?.name === 'first'));
    expect(names()).not.toContain('first');
  });

  async function cut(): Promise<void> {
    const { begun } = proxy;
    proxy.cutWatches();
    await until(() => proxy.begun > begun && watched.isFresh);
  }
});
