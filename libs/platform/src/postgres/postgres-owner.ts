import { execFile } from 'node:child_process';
import { stat } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { dirname, resolve } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** The user PostgreSQL runs as: ourselves, or for root the system user `postgres`. */
export interface PostgresOwner {
  readonly uid: number;
  readonly gid: number;
}

/** @returns undefined when PostgreSQL may run as the present user */
export async function postgresOwner(): Promise<PostgresOwner | undefined> {
  if (userInfo().uid !== 0) return undefined;
  return (await lookUp()) ?? create();
}

/**
 * Refuses a folder that the owner cannot reach, before PostgreSQL does so with less to say.
 *
 * @throws Error naming the closed parent folder and the way out
 */
export async function checkReachable(folder: string): Promise<void> {
  for (let parent = dirname(resolve(folder)); ; parent = dirname(parent)) {
    if (((await stat(parent)).mode & 0o001) === 0) {
      throw new Error(
        `PostgreSQL refuses to run as root, and its own user may not enter ${parent}: ` +
          'set EQUIPOISE_HOME to a folder that all may enter, or run Equipoise as an ordinary user',
      );
    }
    if (parent === dirname(parent)) return;
  }
}

async function lookUp(): Promise<PostgresOwner | undefined> {
  try {
    const [uid, gid] = await Promise.all([
      run('id', ['-u', 'postgres']),
      run('id', ['-g', 'postgres']),
    ]);
    return { uid: Number(uid.stdout), gid: Number(gid.stdout) };
  } catch {
    return undefined; // no such user
  }
}

async function create(): Promise<PostgresOwner> {
  try {
    await run('useradd', ['--system', '--no-create-home', '--user-group', 'postgres']);
  } catch (cause) {
    throw new Error(
      'PostgreSQL refuses to run as root and a user "postgres" could not be made: ' +
        'run Equipoise as an ordinary user, or set DATABASE_URL to a PostgreSQL of your own',
      { cause },
    );
  }
  const owner = await lookUp();
  if (!owner) throw new Error('the user "postgres" was made but cannot be found');
  return owner;
}
