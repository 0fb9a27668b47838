import { randomUUID } from 'node:crypto';
import { type FileHandle, mkdir, open, readFile, rename, rm, stat, utimes } from 'node:fs/promises';
import { hostname } from 'node:os';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { isRunning, ownRun, type ProcessRun } from '@equipoise/processes';
import { errorCode } from '../error-code.js';

const HEARTBEAT_MS = 3_000;
const STALE_MS = 20_000;
const POLL_MS = 250;

interface Holder extends ProcessRun {
  readonly host: string;
}

/**
 * A lock between processes, also of several machines on a shared disk: a file that its holder touches
 * every three seconds. It is taken over when its holder is dead, or has been silent for 20 seconds.
 */
export class DownloadLock {
  private readonly heartbeat: NodeJS.Timeout;

  private constructor(
    private readonly path: string,
    private readonly token: string,
  ) {
    this.heartbeat = setInterval(() => void touch(path), HEARTBEAT_MS).unref();
  }

  /** Waits until it is ours. @param onWait called once when someone else has it */
  static async take(path: string, signal: AbortSignal, onWait: () => void): Promise<DownloadLock> {
    await mkdir(dirname(path), { recursive: true });
    const holder: Holder = { ...(await ownRun()), host: hostname() };
    const token = JSON.stringify({ ...holder, id: randomUUID() });
    for (let waits = 0; !(await create(path, token)); waits += 1) {
      if (await isAbandoned(path)) await setAside(path);
      else {
        if (waits === 0) onWait();
        await sleep(POLL_MS, undefined, { signal });
      }
    }
    return new DownloadLock(path, token);
  }

  async release(): Promise<void> {
    clearInterval(this.heartbeat);
    if ((await contentOf(this.path)) === this.token) await rm(this.path, { force: true });
  }
}

async function create(path: string, token: string): Promise<boolean> {
  const file = await openNew(path);
  if (!file) return false;
  try {
    await file.writeFile(token);
    return true;
  } catch (error) {
    await rm(path, { force: true }); // a lock that names no holder would be waited for
    throw error;
  } finally {
    await file.close();
  }
}

async function openNew(path: string): Promise<FileHandle | undefined> {
  try {
    return await open(path, 'wx');
  } catch (error) {
    if (errorCode(error) === 'EEXIST') return undefined;
    throw error;
  }
}

async function touch(path: string): Promise<void> {
  const now = new Date();
  await utimes(path, now, now).catch(() => undefined); // taken over: release() finds out
}

/** Undefined when it is gone. */
const contentOf = (path: string) => readFile(path, 'utf8').catch(() => undefined);

async function isAbandoned(path: string): Promise<boolean> {
  const found = await stat(path).catch(() => undefined);
  if (!found) return false;
  if (Date.now() - found.mtimeMs > STALE_MS) return true;
  const holder = parseHolder(await contentOf(path));
  return holder?.host === hostname() && !(await isRunning(holder));
}

function parseHolder(text: string | undefined): Holder | undefined {
  try {
    return JSON.parse(text ?? '') as Holder;
  } catch {
    return undefined; // being written at this moment
  }
}

/** Renamed before it is removed: of several that wait, only one sets the same file aside. */
async function setAside(path: string): Promise<void> {
  const aside = `${path}.${randomUUID()}`;
  await rename(path, aside).catch(() => undefined); // someone else was quicker
  await rm(aside, { force: true });
}
