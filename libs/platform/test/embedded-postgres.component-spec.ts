import { execFile, spawn } from 'node:child_process';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { jest } from '@jest/globals';
import pg from 'pg';
import { temporaryFolder } from '@equipoise/testing';
import { EmbeddedPostgres } from '../src/index.js';

jest.setTimeout(120_000);
const run = promisify(execFile);

async function query(url: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end();
  }
}

async function serverPid(folder: string): Promise<number> {
  const text = await readFile(join(folder, 'pgdata', 'postmaster.pid'), 'utf8');
  return Number(text.split('\n')[0]);
}

async function ended(pid: number): Promise<boolean> {
  for (let i = 0; i < 200; i += 1) {
    try {
      process.kill(pid, 0);
    } catch {
      return true;
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return false;
}

describe(EmbeddedPostgres.name, () => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  beforeEach(async () => {
    folder = await temporaryFolder();
  });
  afterEach(() => folder.remove());

  it('keeps its data from one start to the next, on loopback only', async () => {
    const first = await EmbeddedPostgres.start({ folder: folder.path });
    await query(first.url, 'CREATE TABLE kept (n int); INSERT INTO kept VALUES (7)');
    const [{ listen_addresses: listens }] = (await query(first.url, 'SHOW listen_addresses')) as [
      { listen_addresses: string },
    ];
    await first.stop();
    const second = await EmbeddedPostgres.start({ folder: folder.path });
    expect(await query(second.url, 'SELECT n FROM kept')).toEqual([{ n: 7 }]);
    expect(listens).toBe('127.0.0.1');
    await second.stop();
  });

  it('stops its server when its process is killed, and the next start finds the data', async () => {
    // A shell stands in for the process: it holds the write end of the watchdog's pipe.
    const first = await EmbeddedPostgres.start({ folder: folder.path });
    await query(first.url, 'CREATE TABLE kept (n int)');
    const pid = await serverPid(folder.path);
    (first as unknown as { watchdog: { stdin: { destroy(): void } } }).watchdog.stdin.destroy();
    expect(await ended(pid)).toBe(true);
    const second = await EmbeddedPostgres.start({ folder: folder.path });
    expect(await query(second.url, 'SELECT count(*)::int AS n FROM kept')).toEqual([{ n: 0 }]);
    await second.stop();
  });

  it('takes over from a server that was left running', async () => {
    const left = await EmbeddedPostgres.start({ folder: folder.path });
    const pid = await serverPid(folder.path);
    const notices: string[] = [];
    const next = await EmbeddedPostgres.start({
      folder: folder.path,
      onNotice: (text) => notices.push(text),
    });
    expect(notices.join()).toContain('left over');
    expect(await ended(pid)).toBe(true);
    expect(await query(next.url, 'SELECT 1 AS n')).toEqual([{ n: 1 }]);
    await next.stop();
    (left as unknown as { watchdog: { stdin: { end(): void } } }).watchdog.stdin.end();
  });

  it('starts over a lock file whose process is gone', async () => {
    const first = await EmbeddedPostgres.start({ folder: folder.path });
    await first.stop();
    const gone = spawn('true');
    await new Promise((resolve) => gone.once('exit', resolve));
    const lock = [gone.pid, join(folder.path, 'pgdata'), 0, 5432, '', '127.0.0.1'].join('\n');
    await writeFile(join(folder.path, 'pgdata', 'postmaster.pid'), lock);
    await run('chown', [
      '--reference',
      join(folder.path, 'pgdata', 'PG_VERSION'),
      join(folder.path, 'pgdata', 'postmaster.pid'),
    ]);
    const second = await EmbeddedPostgres.start({ folder: folder.path });
    expect(await query(second.url, 'SELECT 1 AS n')).toEqual([{ n: 1 }]);
    await second.stop();
  });

  it('sets a half-written data folder aside and says so', async () => {
    await mkdir(join(folder.path, 'pgdata', 'base'), { recursive: true });
    const notices: string[] = [];
    const server = await EmbeddedPostgres.start({
      folder: folder.path,
      onNotice: (text) => notices.push(text),
    });
    expect(notices.join()).toContain('set aside as');
    await server.stop();
  });

  it('refuses the data of another major version and names both', async () => {
    const server = await EmbeddedPostgres.start({ folder: folder.path });
    await server.stop();
    await rm(join(folder.path, 'pgdata', 'PG_VERSION'));
    await writeFile(join(folder.path, 'pgdata', 'PG_VERSION'), '12\n');
    await expect(EmbeddedPostgres.start({ folder: folder.path })).rejects.toThrow(
      /made by PostgreSQL 12, and this is 18/,
    );
  });
});
