import { join } from 'node:path';
import { homeFolder, InstanceLock, startStandalone } from '../../standalone/src/index.js';
import { Api } from './client/api.js';
import { FileLogger } from './file-logger.js';
import { CliError } from './exit-code.js';

/** A platform to talk to: one that runs already, or one started for this command alone. */
export interface Connection {
  readonly api: Api;
  /** Where the log is, when the platform runs in this process. */
  readonly logFile: string | undefined;
}

/** One that must be let go of. */
interface OpenConnection extends Connection {
  readonly close: () => Promise<void>;
}

interface ConnectionOptions {
  /** Base URL of a platform elsewhere. */
  readonly server?: string | undefined;
  readonly onStep?: (text: string) => void;
}

/**
 * Does `work` on a platform: the one named, the one that already runs on this home folder, or a new one
 * inside this process, which is stopped afterwards.
 */
export async function onPlatform<T>(
  env: NodeJS.ProcessEnv,
  options: ConnectionOptions,
  work: (connection: Connection) => Promise<T>,
): Promise<T> {
  const connection = await connect(env, options);
  try {
    return await work(connection);
  } finally {
    await connection.close();
  }
}

async function connect(
  env: NodeJS.ProcessEnv,
  { server = env.EQUIPOISE_URL, onStep }: ConnectionOptions,
): Promise<OpenConnection> {
  if (server) return remote(server.replace(/\/+$/, ''));
  const home = homeFolder(env);
  const running = await InstanceLock.owner(join(home, 'instance.json'));
  if (running?.url) return remote(running.url);
  if (running) {
    throw new CliError(`process ${running.pid} is just starting on ${home}: try again soon`);
  }

  const logger = new FileLogger(join(home, 'logs', 'equipoise.log'), (text) => {
    process.stderr.write(`${text}\n`);
  });
  const standalone = await startStandalone({
    env,
    logger,
    listen: { host: '127.0.0.1', port: 0 },
    ...(onStep ? { onStep } : {}),
  }).catch(async (error: unknown) => {
    await logger.close();
    throw new CliError(`${(error as Error).message}\n(the log is ${logger.file})`);
  });
  return {
    api: new Api(standalone.url),
    logFile: logger.file,
    close: async () => {
      await standalone.stop();
      await logger.close();
    },
  };
}

function remote(url: string): OpenConnection {
  return { api: new Api(url), logFile: undefined, close: () => Promise.resolve() };
}
