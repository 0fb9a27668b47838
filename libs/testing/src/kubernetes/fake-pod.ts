import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ApiException, type CoreV1Api, type V1Pod, type V1Volume } from '@kubernetes/client-node';

const LOOK_AGAIN_MS = 100;

/** How a pod's program ended. */
export interface PodEnd {
  readonly exitCode: number;
  /** Default: `Completed` for 0, `Error` otherwise. */
  readonly reason?: 'OOMKilled' | 'Error' | 'Completed';
  /** What it left in its termination log. */
  readonly message?: string;
}

/** A pod as its program sees it. */
export interface RunningPod {
  readonly name: string;
  /** Of the Job that it belongs to. */
  readonly jobName: string;
  readonly node: string;
  readonly manifest: V1Pod;
  /** Of the first container. */
  readonly env: Readonly<Record<string, string>>;
  /** Path on this machine of a path in the container. @throws Error for what is on no volume */
  mount(path: string): string;
  /** Fires when the pod is told to end. */
  readonly terminating: AbortSignal;
}

/** Plays the program of a pod. */
export type PodScript = (pod: RunningPod) => Promise<PodEnd>;

/** The volumes of a pod, as folders of this machine. */
export class PodVolumes {
  private constructor(
    private readonly folder: string,
    /** By path in the container, longest first. */
    private readonly mounts: readonly (readonly [path: string, host: string])[],
  ) {}

  /**
   * Makes them, waiting for ConfigMaps and Secrets as a kubelet does.
   *
   * @param claims folders that stand for PersistentVolumeClaims, by name
   */
  static async of(
    pod: V1Pod,
    core: CoreV1Api,
    claims: Readonly<Record<string, string>>,
    signal: AbortSignal,
  ): Promise<PodVolumes> {
    const folder = await mkdtemp(join(tmpdir(), 'equipoise-pod-'));
    const hosts = new Map<string, string>();
    for (const volume of pod.spec?.volumes ?? []) {
      hosts.set(volume.name, await hostFolder(volume, { pod, core, claims, folder, signal }));
    }
    const mounts: [string, string][] = [];
    for (const { name, mountPath, subPath } of pod.spec?.containers[0]?.volumeMounts ?? []) {
      const host = join(hosts.get(name) ?? folder, subPath ?? '');
      await mkdir(host, { recursive: true });
      mounts.push([mountPath, host]);
    }
    mounts.sort(([a], [b]) => b.length - a.length);
    return new PodVolumes(folder, mounts);
  }

  /** @returns undefined for what is on no volume */
  find(path: string): string | undefined {
    for (const [mountPath, host] of this.mounts) {
      if (path === mountPath || path.startsWith(`${mountPath}/`)) {
        return host + path.slice(mountPath.length);
      }
    }
    return undefined;
  }

  async remove(): Promise<void> {
    await rm(this.folder, { recursive: true, force: true });
  }
}

interface Making {
  readonly pod: V1Pod;
  readonly core: CoreV1Api;
  readonly claims: Readonly<Record<string, string>>;
  readonly folder: string;
  readonly signal: AbortSignal;
}

async function hostFolder(volume: V1Volume, making: Making): Promise<string> {
  const path = join(making.folder, volume.name);
  const claim = volume.persistentVolumeClaim?.claimName;
  if (claim !== undefined) return making.claims[claim] ?? path;
  await mkdir(path, { recursive: true });
  for (const [name, content] of await contentsOf(volume, making)) {
    await writeFile(join(path, name), content, { mode: 0o600 });
  }
  return path;
}

/** Files of a ConfigMap or Secret; none for anything else. */
async function contentsOf(
  { configMap, secret }: V1Volume,
  { pod, core, signal }: Making,
): Promise<[name: string, content: string | Buffer][]> {
  const namespace = pod.metadata?.namespace ?? '';
  if (configMap?.name !== undefined) {
    const { name } = configMap;
    const { data } = await waitFor(() => core.readNamespacedConfigMap({ name, namespace }), signal);
    return Object.entries(data ?? {});
  }
  if (secret?.secretName === undefined) return [];
  const name = secret.secretName;
  const { data } = await waitFor(() => core.readNamespacedSecret({ name, namespace }), signal);
  return Object.entries(data ?? {}).map(([file, text]) => [file, Buffer.from(text, 'base64')]);
}

/** Asks until it is there. */
async function waitFor<T>(read: () => Promise<T>, signal: AbortSignal): Promise<T> {
  for (;;) {
    signal.throwIfAborted();
    try {
      return await read();
    } catch (error) {
      if (error instanceof ApiException && error.code !== 404) throw error;
    }
    await sleep(LOOK_AGAIN_MS, undefined, { signal });
  }
}
