import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmod, copyFile, mkdir, readFile } from 'node:fs/promises';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { PodEnd, RunningPod } from '@equipoise/testing';

const DOUBLE = join(dirname(fileURLToPath(import.meta.url)), 'axolotl-double.py');

/** Whether the scripts of a training pod can run on this machine. */
export function canRunPodScripts(): boolean {
  const missing = ['bash', 'python3'].filter((name) => spawnSync(name, ['--version']).status !== 0);
  if (missing.length === 0) return true;
  process.stderr.write(`NOT TESTED: the scripts of training pods need ${missing.join(' and ')}\n`);
  return false;
}

/**
 * Runs the command of a pod's container on this machine, with the folders that stand for its volumes
 * and a double of `axolotl`: everything between the Job and the trainer is the real thing.
 */
export async function runPodCommand(
  pod: RunningPod,
  { steps, stepMs }: { readonly steps: number; readonly stepMs: number },
): Promise<PodEnd> {
  const [container] = pod.manifest.spec?.containers ?? [];
  const scratch = pod.mount('/tmp');
  const programs = join(scratch, 'bin');
  await mkdir(programs, { recursive: true });
  await copyFile(DOUBLE, join(programs, 'axolotl'));
  await chmod(join(programs, 'axolotl'), 0o755);
  const terminationLog = join(scratch, 'termination-log');
  const here = (text: string): string => onThisMachine(pod, text);
  const env = {
    ...Object.fromEntries(Object.entries(pod.env).map(([name, value]) => [name, here(value)])),
    PATH: [programs, '/usr/local/bin', '/usr/bin', '/bin'].join(delimiter),
    TERMINATION_LOG: terminationLog,
    STEPS: String(steps),
    STEP_SECONDS: String(stepMs / 1000),
  };
  const run = ([program = '', ...args]: readonly string[]): ReturnType<typeof spawn> =>
    spawn(program, args.map(here), { env, stdio: 'ignore' });
  const child = run(container?.command ?? []);
  const ended = once(child, 'exit') as Promise<[number | null]>;
  pod.terminating.addEventListener('abort', () => {
    const preStop = run(container?.lifecycle?.preStop?.exec?.command ?? []);
    preStop.once('exit', () => child.kill('SIGTERM'));
  });
  const [exitCode] = await ended;
  const message = await readFile(terminationLog, 'utf8').catch(() => ''); // nothing to say
  return { exitCode: exitCode ?? 143, message };
}

function onThisMachine(pod: RunningPod, text: string): string {
  const mounts = pod.manifest.spec?.containers[0]?.volumeMounts ?? [];
  const isOnVolume = mounts.some(
    ({ mountPath }) => text === mountPath || text.startsWith(`${mountPath}/`),
  );
  return isOnVolume ? pod.mount(text) : text;
}
