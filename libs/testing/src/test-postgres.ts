import { execFile } from 'node:child_process';
import { cp, mkdtemp, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { configFrom, EmbeddedPostgres } from '@equipoise/platform';
import { z } from 'zod';
import { temporaryFolder } from './temporary-folder.js';

const run = promisify(execFile);

class RunConfig extends configFrom(
  z.object({
    /** A folder that lives as long as the whole test run. */
    EQUIPOISE_TEST_RUN_DIR: z.string().optional(),
  }),
) {}

/** A PostgreSQL of a test's own. */
export class TestPostgres {
  private constructor(
    private readonly server: EmbeddedPostgres,
    private readonly remove: () => Promise<void>,
  ) {}

  /** Starts it on an empty database, which is made once in a test run and copied then. */
  static async start(): Promise<TestPostgres> {
    const { path: folder, remove } = await temporaryFolder();
    const { EQUIPOISE_TEST_RUN_DIR: shared } = new RunConfig();
    if (shared !== undefined) await copyInto(folder, await emptyDatabase(shared));
    return new TestPostgres(await EmbeddedPostgres.start({ folder }), remove);
  }

  /** Connection URL with user and password. */
  get url(): string {
    return this.server.url;
  }

  /** Stops it and removes what it stored. */
  async stop(): Promise<void> {
    await this.server.stop();
    await this.remove();
  }
}

/** @returns a folder to copy from, with nobody working in it */
async function emptyDatabase(shared: string): Promise<string> {
  const made = join(shared, 'empty-database');
  const isMade = await stat(made).then(
    () => true,
    () => false,
  );
  if (isMade) return made;
  const { path: folder, remove } = await temporaryFolder();
  await (await EmbeddedPostgres.start({ folder })).stop();
  const copy = await mkdtemp(`${made}-`);
  await copyInto(copy, folder);
  await remove();
  // Renamed when whole. Another worker may have been faster; its database is as good.
  await rename(copy, made).catch(() => rm(copy, { recursive: true, force: true }));
  return made;
}

/** What is in it may belong to another user, and must keep doing so. */
async function copyInto(folder: string, from: string): Promise<void> {
  if (process.platform === 'win32') await cp(from, folder, { recursive: true });
  else await run('cp', ['-a', `${from}/.`, folder]);
}
