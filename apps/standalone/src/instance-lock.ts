import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { randomUUID } from 'node:crypto';
import { DomainError } from '@equipoise/kernel';
import { isRunning, ownRun, type ProcessRun } from '@equipoise/processes';

/** The process that uses a home folder. */
export interface Instance extends ProcessRun {
  /** Where its REST API listens; undefined while it starts. */
  readonly url: string | undefined;
}

/** Another process uses the home folder. */
export class HomeFolderInUseError extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'STANDALONE.HOME_IN_USE';

  constructor(
    folder: string,
    readonly instance: Instance,
  ) {
    const { pid, url } = instance;
    super(
      `${folder} is in use by process ${pid}${url ? `, which serves ${url}` : ', which is starting'}: ` +
        'use that one, stop it, or set EQUIPOISE_HOME to another folder',
    );
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
    const mine: Instance = { ...(await ownRun()), url: undefined };
    for (;;) {
      try {
        await writeFile(file, JSON.stringify(mine), { flag: 'wx', mode: 0o600 });
        return new InstanceLock(file, mine);
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      }
      const owner = await InstanceLock.owner(file);
      if (owner) throw new HomeFolderInUseError(dirname(file), owner);
      await setAside(file);
    }
  }

  /** The living process that owns the folder, if there is one. */
  static async owner(file: string): Promise<Instance | undefined> {
    const instance = await readInstance(file);
    return instance && (await isRunning(instance)) ? instance : undefined;
  }

  /** Lets others find the REST API. */
  async announce(url: string): Promise<void> {
    await writeFile(this.file, JSON.stringify({ ...this.mine, url }), { mode: 0o600 });
  }

  async release(): Promise<void> {
    await rm(this.file, { force: true });
  }
}

/** What the file says; undefined when it is not there, or was cut off by a kill while it was written. */
async function readInstance(file: string): Promise<Instance | undefined> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as Instance;
  } catch (error) {
    if (isMissing(error) || error instanceof SyntaxError) return undefined;
    throw error; // another user's, perhaps: to take it for void would be wrong
  }
}

/** Renamed, not deleted: of two processes that find the same stale file only one succeeds. */
async function setAside(file: string): Promise<void> {
  const aside = `${file}.stale-${randomUUID()}`;
  try {
    await rename(file, aside);
  } catch (error) {
    if (!isMissing(error)) throw error; // else the other one was quicker
  }
  await rm(aside, { force: true });
}

const isMissing = (error: unknown): boolean => (error as NodeJS.ErrnoException).code === 'ENOENT';
