import { chmod, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EmbeddedPostgres, type ServiceDefinition, startService } from '@equipoise/platform';
import type { INestApplication, LoggerService } from '@nestjs/common';
import { startGateway } from '../../gateway/src/index.js';
import { experimentsService } from '../../experiments/src/index.js';
import { inferenceService } from '../../inference/src/index.js';
import { judgingService } from '../../judging/src/index.js';
import { retrievalService } from '../../retrieval/src/index.js';
import { trainingService } from '../../training/src/index.js';
import { homeFolder } from './home-folder.js';
import { InstanceLock } from './instance-lock.js';

const SERVICES: readonly ServiceDefinition[] = [
  retrievalService,
  inferenceService,
  trainingService,
  judgingService,
  experimentsService,
];

export interface StandaloneOptions {
  readonly env: NodeJS.ProcessEnv;
  readonly logger: LoggerService;
  /** Address and port of the REST API; port 0 takes a free one. Default: `HOST` and `PORT` of `env`. */
  readonly listen?: { readonly host: string; readonly port: number };
  /** Told what is going on while it starts. */
  readonly onStep?: (text: string) => void;
}

/** The whole platform in this process, with a PostgreSQL of its own. */
export class Standalone {
  private constructor(
    /** Base URL of the REST API. */
    readonly url: string,
    private readonly closers: (() => Promise<void>)[],
  ) {}

  /**
   * Starts PostgreSQL, every service and the gateway.
   *
   * @throws HomeFolderInUseError when another process owns the home folder
   * @throws CannotListenError when the address is taken; everything is stopped then
   */
  static async start(options: StandaloneOptions): Promise<Standalone> {
    const closers: (() => Promise<void>)[] = [];
    try {
      const url = await start(options, closers);
      return new Standalone(url, closers);
    } catch (error) {
      await closeAll(closers);
      throw error;
    }
  }

  /** Stops in the reverse order; what is in flight is found again by the next start. */
  async stop(): Promise<void> {
    await closeAll(this.closers);
  }
}

async function start(
  options: StandaloneOptions,
  closers: (() => Promise<void>)[],
): Promise<string> {
  const { env, logger, onStep } = options;
  const home = homeFolder(env);
  const lock = await InstanceLock.take(join(home, 'instance.json'));
  closers.push(async () => {
    await lock.release();
  });
  await chmod(home, 0o755); // PostgreSQL may run as another user and must pass through

  onStep?.('starting the database');
  const databaseUrl = env.DATABASE_URL ?? (await startPostgres(home, options, closers));
  const sockets = await mkdtemp(join(tmpdir(), 'equipoise-'));
  closers.push(() => rm(sockets, { recursive: true, force: true }));

  const serviceEnv = await environmentOf({ env, home, sockets, databaseUrl });
  for (const service of SERVICES) {
    onStep?.(`starting ${service.name}`);
    const app = await startService(
      service,
      { ...serviceEnv, GRPC_URL: addressOf(service.name, sockets) },
      logger,
    );
    closers.push(() => close(app));
  }
  onStep?.('starting the REST API');
  const gateway = await startGateway(serviceEnv, { ...options.listen, logger });
  closers.push(() => close(gateway.app));
  await lock.announce(gateway.url);
  return gateway.url;
}

async function startPostgres(
  home: string,
  { logger }: StandaloneOptions,
  closers: (() => Promise<void>)[],
): Promise<string> {
  const server = await EmbeddedPostgres.start({
    folder: join(home, 'postgres'),
    onNotice: (text) => {
      logger.warn({ msg: text });
    },
  });
  closers.push(() => server.stop());
  return server.url;
}

/** Unix sockets; loopback ports where there are none. */
function addressOf(service: string, sockets: string): string {
  const index = SERVICES.findIndex(({ name }) => name === service);
  return process.platform === 'win32'
    ? `127.0.0.1:${50_051 + index}`
    : `unix:${sockets}/${service}.sock`;
}

async function environmentOf(place: {
  env: NodeJS.ProcessEnv;
  home: string;
  sockets: string;
  databaseUrl: string;
}): Promise<NodeJS.ProcessEnv> {
  const { env, home, sockets, databaseUrl } = place;
  const trainingDir = join(home, 'training');
  await mkdir(trainingDir, { recursive: true });
  return {
    TRAINING_DIR: trainingDir,
    ...env,
    DATABASE_URL: databaseUrl,
    // The home folder is locked, and so is a database that lies in it; one of the user's may be shared.
    SOLE_PROCESS: String(env.DATABASE_URL === undefined),
    HTTP_PORT: undefined,
    ...Object.fromEntries(
      SERVICES.map(({ name }) => [`${name.toUpperCase()}_URL`, addressOf(name, sockets)]),
    ),
  };
}

async function close(app: INestApplication): Promise<void> {
  await app.close();
}

async function closeAll(closers: (() => Promise<void>)[]): Promise<void> {
  for (const closer of closers.splice(0).reverse()) await closer();
}
