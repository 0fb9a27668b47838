import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { zstdDecompress } from 'node:zlib';
import { configFrom } from '@equipoise/platform';
import { z } from 'zod';
import { inRepository } from '../shared-data.js';
import { testCacheFolder } from '../model-folder.js';

const unpack = promisify(zstdDecompress);

class LabConfig extends configFrom(
  z.object({
    /** One program that is etcd, kube-apiserver, kube-controller-manager and kube-scheduler. */
    KUBELAB_BIN: z.string().optional(),
  }),
) {}

const ARCHIVE = inRepository('..', 'shared', 'kubelab', 'kubelab-linux-x64.zst');

/** Whether tests can have a Kubernetes control plane; says loudly where they cannot. */
export function hasKubeLab(): boolean {
  if (new LabConfig().KUBELAB_BIN !== undefined) return true;
  if (process.platform === 'linux' && process.arch === 'x64' && existsSync(ARCHIVE)) return true;
  process.stderr.write(
    'NOT TESTED against Kubernetes: there is no control plane here. Set KUBELAB_BIN to a program that ' +
      'is etcd, kube-apiserver, kube-controller-manager and kube-scheduler in one.\n',
  );
  return false;
}

/** The program, unpacked once for all test runs. */
export async function kubeLabBinary(): Promise<string> {
  const own = new LabConfig().KUBELAB_BIN;
  if (own !== undefined) return own;
  const { size } = await stat(ARCHIVE);
  const folder = join(testCacheFolder(), 'kubelab');
  const binary = join(folder, `kubelab-${size}`);
  if (existsSync(binary)) return binary;
  await mkdir(folder, { recursive: true });
  const part = `${binary}.${process.pid}`;
  await writeFile(part, await unpack(await readFile(ARCHIVE)), { mode: 0o755 });
  // Renamed when whole. Another worker may have been faster; its copy is as good.
  await rename(part, binary);
  return binary;
}
