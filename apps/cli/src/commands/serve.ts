import { setTimeout as pause } from 'node:timers/promises';
import { ConfigError, configFrom, jsonLogger } from '@equipoise/platform';
import { z } from 'zod';
import {
  SERVABLE,
  type ServableName,
  serveOne,
  startStandalone,
} from '../../../standalone/src/index.js';
import { CliError, EXIT, type ExitCode } from '../exit-code.js';
import { type CommandContext, note, untilInterrupted } from './command.js';

class ServeConfig extends configFrom(
  z.object({
    /**
     * Time that a service has to stop when it is asked to, seconds; then it ends all the same, and
     * what it still did is found again. Keep it below the grace period of the pod.
     */
    STOP_GRACE_SECONDS: z.coerce.number().positive().default(25),
  }),
) {}

/**
 * `equipoise serve <service>`: one service of the platform, or all of them in one process, configured
 * by the environment alone, until it is asked to stop.
 */
export async function serve(context: CommandContext, name: string): Promise<ExitCode> {
  const { STOP_GRACE_SECONDS } = new ServeConfig(context.env);
  const stop = await start(context, name);
  await untilInterrupted(context);
  note(context, `${name}: stopping; what is in flight is handed back`);
  const hasStopped = await Promise.race([
    stop().then(() => true),
    pause(STOP_GRACE_SECONDS * 1000, false, { ref: false }),
  ]);
  if (!hasStopped) {
    note(context, `${name}: not everything ended within ${STOP_GRACE_SECONDS} s; leaving it`);
    process.exit(EXIT.noHarm);
  }
  return EXIT.noHarm;
}

/** @returns how to stop it */
async function start({ env }: CommandContext, name: string): Promise<() => Promise<void>> {
  if (name === 'all') {
    const standalone = await startStandalone({
      env,
      logger: jsonLogger(env.LOG_LEVEL ?? 'log', 'equipoise'),
    });
    return () => standalone.stop();
  }
  if (!isServable(name)) {
    const names = [...SERVABLE, 'all'].join(', ');
    throw new CliError(`there is no service "${name}"; there are: ${names}`);
  }
  const service = await serveOne(name, env).catch((error: unknown) => {
    throw error instanceof ConfigError ? new CliError(`${name}: ${error.message}`) : error;
  });
  return () => service.close();
}

const isServable = (name: string): name is ServableName =>
  (SERVABLE as readonly string[]).includes(name);
