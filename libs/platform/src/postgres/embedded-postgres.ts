import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chown, mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { binariesForOthers, type PostgresBinaries, postgresBinaries } from './postgres-binaries.js';
import { checkReachable, type PostgresOwner, postgresOwner } from './postgres-owner.js';

const run = promisify(execFile);
const USER = 'equipoise';
const MAJOR_VERSION = '18';
const PORT_TRIES = 3;

export interface EmbeddedPostgresOptions {
  /** Folder that belongs to this PostgreSQL alone; made when missing. */
  readonly folder: string;
  /** Told what a person should know: an old server stopped, a broken folder set aside. */
  readonly onNotice?: (text: string) => void;
}

/**
 * A real PostgreSQL that lives and dies with this process, on a free port of the loopback address.
 * Also when this process is killed: a shell that waits on a pipe to us then stops the server.
 */
export class EmbeddedPostgres {
  private watchdog: ChildProcess | undefined;

  private constructor(
    /** Connection URL with user and password. */
    readonly url: string,
    private readonly cluster: Cluster,
  ) {}

  /**
   * Starts the server; the first time it also makes the database.
   *
   * @throws Error when the folder holds another major version, cannot be written, or the server
   *   does not start; the message ends with the last lines of its log
   */
  static async start({ folder, onNotice }: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
    const cluster = await Cluster.open(folder, onNotice ?? (() => undefined));
    await cluster.stopLeftover();
    const port = await cluster.start();
    const url = `postgres://${USER}:${cluster.password}@127.0.0.1:${port}/postgres`;
    const server = new EmbeddedPostgres(url, cluster);
    server.watchdog = await cluster.watch();
    return server;
  }

  /** Stops the server after its open transactions were rolled back. */
  async stop(): Promise<void> {
    await this.cluster.stop();
    this.watchdog?.stdin?.end();
  }
}

/** One data folder on disk and the programs that run it. */
class Cluster {
  private readonly data: string;

  private constructor(
    private readonly folder: string,
    readonly password: string,
    private readonly programs: { binaries: PostgresBinaries; owner: PostgresOwner | undefined },
    private readonly notice: (text: string) => void,
  ) {
    this.data = join(folder, 'pgdata');
  }

  static async open(folder: string, notice: (text: string) => void): Promise<Cluster> {
    await mkdir(folder, { recursive: true });
    const owner = await postgresOwner();
    if (owner) {
      await checkReachable(folder);
      await chown(folder, owner.uid, owner.gid);
    }
    const found = await postgresBinaries();
    const binaries = owner ? await binariesForOthers(found, folder) : found;
    const cluster = new Cluster(folder, await passwordIn(folder), { binaries, owner }, notice);
    await cluster.ensureInitialised();
    return cluster;
  }

  /** A server that outlived a killed process is stopped, so that the folder has one owner. */
  async stopLeftover(): Promise<void> {
    const running = await this.pgCtl('status').then(
      () => true,
      () => false,
    );
    if (!running) return;
    this.notice('stopping a PostgreSQL left over from a process that was killed');
    await this.stop();
  }

  async start(tries = PORT_TRIES): Promise<number> {
    const port = await freePort();
    const log = join(this.folder, 'postgres.log');
    const settings = [
      `-p ${port}`,
      '-c listen_addresses=127.0.0.1',
      "-c unix_socket_directories=''",
      '-c max_connections=150',
      '-c shared_buffers=128MB',
    ].join(' ');
    try {
      await this.pgCtl('start', '-w', '-t', '60', '-l', log, '-o', settings);
      return port;
    } catch (cause) {
      const tail = await lastLines(log, 8);
      // Another program may take the port between our look and the start.
      if (tries > 1 && tail.includes('Address already in use')) return this.start(tries - 1);
      throw new Error(`PostgreSQL did not start in ${this.data}:\n${tail}`, { cause });
    }
  }

  async stop(): Promise<void> {
    await this.pgCtl('stop', '-m', 'fast', '-w', '-t', '60');
  }

  async watch(): Promise<ChildProcess | undefined> {
    if (process.platform === 'win32') return undefined;
    const [pid = ''] = (await readFile(join(this.data, 'postmaster.pid'), 'utf8')).split('\n');
    const script = 'read -r _; kill -INT "$1" 2>/dev/null';
    const watchdog = spawn('sh', ['-c', script, 'sh', pid.trim()], {
      detached: true,
      stdio: ['pipe', 'ignore', 'ignore'],
    });
    watchdog.unref();
    (watchdog.stdin as unknown as { unref(): void }).unref();
    return watchdog;
  }

  private async ensureInitialised(): Promise<void> {
    const version = await readIfThere(join(this.data, 'PG_VERSION'));
    if (version?.trim() === MAJOR_VERSION) return;
    if (version !== undefined) {
      throw new Error(
        `${this.data} was made by PostgreSQL ${version.trim()}, and this is ${MAJOR_VERSION}: ` +
          'move the folder away to start afresh, or keep using the older Equipoise with it',
      );
    }
    if (await exists(this.data)) {
      const aside = `${this.data}.broken-${Date.now()}`;
      await rename(this.data, aside);
      this.notice(`the database in ${this.data} was incomplete; it was set aside as ${aside}`);
    }
    await this.initialise();
  }

  // Made under another name and renamed when complete: a kill in between leaves nothing half-made.
  private async initialise(): Promise<void> {
    const fresh = `${this.data}.new`;
    await rm(fresh, { recursive: true, force: true });
    const passwordFile = join(tmpdir(), `equipoise-${randomBytes(8).toString('hex')}`);
    await writeFile(passwordFile, this.password, { mode: 0o600 });
    const { binaries, owner } = this.programs;
    if (owner) await chown(passwordFile, owner.uid, owner.gid);
    try {
      await run(
        binaries.initdb,
        [
          `--pgdata=${fresh}`,
          `--username=${USER}`,
          `--pwfile=${passwordFile}`,
          '--auth=scram-sha-256',
          '--encoding=UTF8',
          '--locale=C',
        ],
        { ...owner, cwd: this.folder },
      );
    } finally {
      await rm(passwordFile, { force: true });
    }
    await rename(fresh, this.data);
  }

  private async pgCtl(...args: string[]): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      // pg_ctl hands its streams to the server, so waiting for them to close would never end.
      const child = spawn(this.programs.binaries.pgCtl, [...args, '-D', this.data, '-s'], {
        ...this.programs.owner,
        cwd: this.folder,
        stdio: 'ignore',
      });
      child.once('error', reject);
      child.once('exit', (code) => {
        if (code === 0) resolve();
        else reject(new Error(`pg_ctl ${args[0] ?? ''} ended with ${code ?? 'a signal'}`));
      });
    });
  }
}

async function passwordIn(folder: string): Promise<string> {
  const file = join(folder, 'password');
  const known = await readIfThere(file);
  if (known !== undefined) return known;
  const password = randomBytes(18).toString('hex');
  // Renamed when whole: on a full disk an empty password would be left, and taken for the right one.
  await writeFile(`${file}.new`, password, { mode: 0o600 });
  await rename(`${file}.new`, file);
  return password;
}

/** Undefined only when there is no such file: one that cannot be read must not pass for one to be made. */
async function readIfThere(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

async function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => {
        resolve(port);
      });
    });
  });
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

async function lastLines(file: string, count: number): Promise<string> {
  const text = await readFile(file, 'utf8').catch(() => '(no log)');
  return text.trimEnd().split('\n').slice(-count).join('\n');
}
