import { readFileSync } from 'node:fs';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { randomUUID } from 'node:crypto';

/** The process that uses a home folder. */
export interface Instance {
  readonly pid: number;
  /** Moment the process started, as the operating system knows it; tells a reused pid apart. */
  readonly started: string;
  /** Where its REST API listens; undefined while it starts. */
  readonly url: string | undefined;
}

/** Another process uses the home folder. */
export class HomeFolderInUseError extends Error {
  constructor(
    folder: string,
    readonly instance: Instance,
  ) {
    const { pid, url } = instance;
    super(
      `${folder} is in use by process ${pid}${url ? `, which serves ${url}` : ', which is starting'}: ` +
        'use that one, stop it, or set EQUIPOISE_HOME to another folder',
    );
    this.name = 'HomeFolderInUseError';
  }
}

/** A file that says which process owns a home folder. One left behind by a killed process is void. */
export class InstanceLock {
  private constructor(
    private readonly file: string,
    private readonly mine: Instance,
  ) {}

  /** @throws HomeFolderInUseError */
  static async take(file: string): Promise<InstanceLock> {
    await mkdir(dirname(file), { recursive: true });
    const mine: Instance = { pid: process.pid, started: startOf(process.pid), url: undefined };
    for (;;) {
      try {
        await writeFile(file, JSON.stringify(mine), { flag: 'wx', mode: 0o600 });
        return new InstanceLock(file, mine);
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      }
      const owner = await InstanceLock.owner(file);
      if (owner) throw new HomeFolderInUseError(dirname(file), owner);
      // Renamed, not deleted: of two processes that find the same stale file only one succeeds.
      const aside = `${file}.stale-${randomUUID()}`;
      await rename(file, aside).then(
        () => rm(aside, { force: true }),
        () => undefined,
      );
    }
  }

  /** The living process that owns the folder, if there is one. */
  static async owner(file: string): Promise<Instance | undefined> {
    const text = await readFile(file, 'utf8').catch(() => undefined);
    if (text === undefined) return undefined;
    try {
      const instance = JSON.parse(text) as Instance;
      return startOf(instance.pid) === instance.started ? instance : undefined;
    } catch {
      return undefined; // cut off by a kill while it was written
    }
  }

  /** Lets others find the REST API. */
  async announce(url: string): Promise<void> {
    await writeFile(this.file, JSON.stringify({ ...this.mine, url }), { mode: 0o600 });
  }

  async release(): Promise<void> {
    await rm(this.file, { force: true });
  }
}

/** @returns a text that names one run of a pid; empty when no such process runs */
function startOf(pid: number): string {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return '';
  }
  try {
    // Field 22 of /proc/<pid>/stat: ticks since boot; the name before it may hold spaces.
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? 'alive';
  } catch {
    return 'alive'; // no /proc on this system
  }
}
