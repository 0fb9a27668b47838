import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { builtCli, NODE_FLAGS } from './equipoise-process.js';
import { freePorts } from './free-ports.js';
import { KafkaBroker } from './kafka-broker.js';
import { temporaryFolder } from './temporary-folder.js';
import { TestPostgres } from './test-postgres.js';

const SERVICES = ['retrieval', 'inference', 'training', 'judging', 'experiments'] as const;
const PROCESSES = [...SERVICES, 'gateway'] as const;
const READY_SECONDS = 120;
const TAIL_LINES = 15;

export type PlatformProcess = (typeof PROCESSES)[number];

interface Parts {
  readonly folder: Awaited<ReturnType<typeof temporaryFolder>>;
  readonly broker: KafkaBroker;
  readonly postgres: TestPostgres;
}

/**
 * The platform as on a cluster, on the loopback: six processes, each service with a database of its
 * own, and a Kafka broker between them.
 */
export class DistributedPlatform {
  private readonly children = new Map<PlatformProcess, ChildProcess>();

  private constructor(
    private readonly parts: Parts,
    private readonly ports: ReadonlyMap<PlatformProcess, number>,
    private readonly env: NodeJS.ProcessEnv,
  ) {}

  /** Base URL of the REST API. */
  get url(): string {
    return `http://127.0.0.1:${this.ports.get('gateway')}`;
  }

  /** @param env of every process, beside what tells them of each other */
  static async start(env: NodeJS.ProcessEnv = {}): Promise<DistributedPlatform> {
    const parts = {
      folder: await temporaryFolder(),
      broker: await KafkaBroker.start(),
      postgres: await TestPostgres.start(),
    };
    await createDatabases(parts.postgres.url);
    const free = await freePorts(PROCESSES.length);
    const ports = new Map(PROCESSES.map((name, i) => [name, free[i] ?? 0]));
    const platform = new DistributedPlatform(parts, ports, env);
    for (const name of PROCESSES) await platform.up(name);
    await platform.ready();
    return platform;
  }

  /** Starts one process. */
  async up(name: PlatformProcess): Promise<void> {
    const child = spawn(process.execPath, [...NODE_FLAGS, builtCli(), 'serve', name], {
      env: { ...process.env, ...(await this.environmentOf(name)) },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const log = createWriteStream(this.logFile(name), { flags: 'a' });
    child.stdout.pipe(log, { end: false });
    child.stderr.pipe(log, { end: false });
    this.children.set(name, child);
  }

  /** Ends one process: by a word, or without. @returns its exit code; null after a kill */
  async down(name: PlatformProcess, signal: 'SIGTERM' | 'SIGKILL'): Promise<number | null> {
    const child = this.children.get(name);
    if (!child || child.exitCode !== null || child.signalCode !== null) return null;
    const ended = once(child, 'exit');
    child.kill(signal);
    const [code] = (await ended) as [number | null];
    return code;
  }

  /** Waits until the gateway reaches the services behind it. */
  async ready(): Promise<void> {
    const until = Date.now() + READY_SECONDS * 1000;
    while (!(await answersOk(`${this.url}/health/ready`))) {
      const dead = PROCESSES.find((name) => this.children.get(name)?.exitCode !== null);
      if (dead !== undefined || Date.now() > until) {
        throw new Error(`not ready: ${await this.tail(dead ?? 'gateway')}`);
      }
      await sleep(100);
    }
  }

  /** What a process has logged. */
  async log(name: PlatformProcess): Promise<string> {
    return readFile(this.logFile(name), 'utf8');
  }

  /** Ends everything and removes what it stored. @returns exit codes of the processes */
  async stop(): Promise<(number | null)[]> {
    const codes = await Promise.all(PROCESSES.map((name) => this.down(name, 'SIGTERM')));
    await this.parts.broker.stop();
    await this.parts.postgres.stop();
    await this.parts.folder.remove();
    return codes;
  }

  private async environmentOf(name: PlatformProcess): Promise<NodeJS.ProcessEnv> {
    const trainingDir = join(this.parts.folder.path, 'training');
    await mkdir(trainingDir, { recursive: true });
    return {
      TRAINING_DIR: trainingDir,
      JOB_POLL_SECONDS: '1',
      ...this.env,
      ...Object.fromEntries(
        SERVICES.map((each) => [
          `${each.toUpperCase()}_URL`,
          `dns:///127.0.0.1:${this.ports.get(each)}`,
        ]),
      ),
      DATABASE_URL: databaseOf(this.parts.postgres.url, name),
      KAFKA_BROKERS: this.parts.broker.address,
      GRPC_URL: `127.0.0.1:${this.ports.get(name)}`,
      PORT: String(this.ports.get(name)),
    };
  }

  private logFile(name: PlatformProcess): string {
    return join(this.parts.folder.path, `${name}.log`);
  }

  private async tail(name: PlatformProcess): Promise<string> {
    return `${name}:\n${(await this.log(name)).trim().split('\n').slice(-TAIL_LINES).join('\n')}`;
  }
}

function databaseOf(url: string, name: string): string {
  const database = new URL(url);
  database.pathname = `/${name}`;
  return database.href;
}

async function createDatabases(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  for (const name of SERVICES) await client.query(`CREATE DATABASE ${pg.escapeIdentifier(name)}`);
  await client.end();
}

async function answersOk(url: string): Promise<boolean> {
  return fetch(url).then(
    ({ ok }) => ok,
    () => false,
  );
}
