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
  readonly close: () => Promise<void>;
}

export interface ConnectionOptions {
  /** Base URL of a platform elsewhere. */
  readonly server?: string | undefined;
  readonly onStep?: (text: string) => void;
}

/**
 * Finds a platform: the one named, the one that already runs on this home folder, or a new one inside
 * this process.
 */
export async function connect(
  env: NodeJS.ProcessEnv,
  { server = env.EQUIPOISE_URL, onStep }: ConnectionOptions = {},
): Promise<Connection> {
  if (server) return remote(server.replace(/\/+$/, ''));
  const home = homeFolder(env);
  const running = await InstanceLock.owner(join(home, 'instance.json'));
  if (running?.url) return remote(running.url);
  if (running) {
    throw new CliError(`process ${running.pid} is just starting on ${home}: try again soon`);
  }

  const logger = new FileLogger(join(home, 'logs', 'equipoise.log'));
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

function remote(url: string): Connection {
  return { api: new Api(url), logFile: undefined, close: () => Promise.resolve() };
}
