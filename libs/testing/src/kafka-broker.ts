import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { delimiter, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { freePorts } from './free-ports.js';
import { kafkaJars } from './kafka-jars.js';
import { temporaryFolder } from './temporary-folder.js';

const run = promisify(execFile);
const START_SECONDS = 90;
const STOP_MS = 15_000;
const TAIL_LINES = 12;

/** A real Kafka broker of one node on the loopback, with a folder of its own. */
export class KafkaBroker {
  private child: ChildProcess | undefined;

  private constructor(
    /** `host:port`, for `KAFKA_BROKERS`. */
    readonly address: string,
    private readonly folder: string,
    private readonly classPath: string,
    private readonly remove: () => Promise<void>,
  ) {}

  /** Starts it on free ports, without topics. */
  static async start(): Promise<KafkaBroker> {
    const jars = await kafkaJars();
    const { path: folder, remove } = await temporaryFolder();
    const [port = 0, controllerPort = 0] = await freePorts(2);
    await writeFile(join(folder, 'server.properties'), properties({ port, controllerPort }));
    await writeFile(join(folder, 'log4j2.properties'), LOGGING);
    const classPath = join(jars, '*');
    const id = randomBytes(16).toString('base64url');
    await run(
      'java',
      [
        ...['-cp', [folder, classPath].join(delimiter), 'kafka.tools.StorageTool'],
        ...['format', '--standalone', '-t', id, '-c', 'server.properties'],
      ],
      { cwd: folder },
    );
    const broker = new KafkaBroker(`127.0.0.1:${port}`, folder, classPath, remove);
    await broker.up();
    return broker;
  }

  /** Starts it again on the same address, with what it stored. */
  async up(): Promise<void> {
    const child = spawn(
      'java',
      [
        ...['-XX:TieredStopAtLevel=1', '-XX:+UseSerialGC', '-Xmx384m'],
        '-Dlog4j2.configurationFile=file:log4j2.properties',
        ...['-cp', this.classPath, 'kafka.Kafka', 'server.properties'],
      ],
      { cwd: this.folder, stdio: ['ignore', 'pipe', 'pipe'] },
    );
    this.child = child;
    const log = createWriteStream(this.logFile, { flags: 'a' });
    child.stdout.pipe(log, { end: false });
    child.stderr.pipe(log, { end: false });
    const until = Date.now() + START_SECONDS * 1000;
    while (!(await accepts(this.address))) {
      if (child.exitCode !== null || Date.now() > until) {
        const tail = (await readFile(this.logFile, 'utf8')).trim().split('\n').slice(-TAIL_LINES);
        throw new Error(`the Kafka broker did not come up:\n${tail.join('\n')}`);
      }
      await sleep(100);
    }
  }

  /** Ends it, by a word or without; its address and data stay. */
  async down(signal: 'SIGTERM' | 'SIGKILL' = 'SIGTERM'): Promise<void> {
    const { child } = this;
    this.child = undefined;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'close');
    child.kill(signal);
    const timer = setTimeout(() => child.kill('SIGKILL'), STOP_MS);
    await ended;
    clearTimeout(timer);
  }

  /** Ends it and removes what it stored. */
  async stop(): Promise<void> {
    await this.down('SIGKILL');
    await this.remove();
  }

  private get logFile(): string {
    return join(this.folder, 'kafka.log');
  }
}

async function accepts(address: string): Promise<boolean> {
  const [host = '', port = ''] = address.split(':');
  return new Promise((resolve) => {
    const socket = connect({ host, port: Number(port) });
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => {
      resolve(false);
    });
  });
}

const properties = ({ port, controllerPort }: { port: number; controllerPort: number }): string =>
  [
    'process.roles=broker,controller',
    'node.id=1',
    `listeners=PLAINTEXT://127.0.0.1:${port},CONTROLLER://127.0.0.1:${controllerPort}`,
    `advertised.listeners=PLAINTEXT://127.0.0.1:${port}`,
    'controller.listener.names=CONTROLLER',
    'listener.security.protocol.map=CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT',
    'inter.broker.listener.name=PLAINTEXT',
    `controller.quorum.bootstrap.servers=127.0.0.1:${controllerPort}`,
    'log.dirs=./data',
    'offsets.topic.replication.factor=1',
    'offsets.topic.num.partitions=4',
    'transaction.state.log.replication.factor=1',
    'transaction.state.log.min.isr=1',
    'share.coordinator.state.topic.replication.factor=1',
    'share.coordinator.state.topic.min.isr=1',
    'group.initial.rebalance.delay.ms=0',
    'auto.create.topics.enable=false',
    '',
  ].join('\n');

const LOGGING = [
  'rootLogger.level=warn',
  'rootLogger.appenderRef.out.ref=out',
  'appender.out.type=Console',
  'appender.out.name=out',
  'appender.out.layout.type=PatternLayout',
  'appender.out.layout.pattern=%d %p %m%n',
  '',
].join('\n');
