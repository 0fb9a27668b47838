import { onPlatform } from '../connection.js';
import { EXIT, type ExitCode } from '../exit-code.js';
import { type CommandContext, note } from './command.js';
import { conclude, followTo } from './run.js';

/** `equipoise watch <experiment>`: follows an experiment that runs already. */
export async function watch(
  context: CommandContext,
  id: string,
  options: { server?: string; out: string },
): Promise<ExitCode> {
  return onPlatform(context.env, options, async ({ api, logFile }) => {
    const ended = await followTo(api, id, context);
    if (!ended) {
      note(context, '\nno longer watching');
      return EXIT.interrupted;
    }
    return conclude(api, ended, context, { ...options, logFile });
  });
}
