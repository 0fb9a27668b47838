import { connect } from '../connection.js';
import { EXIT, type ExitCode } from '../exit-code.js';
import { follow } from '../follow.js';
import { progressDisplay } from '../progress/progress-display.js';
import { type CommandContext, note } from './command.js';
import { conclude } from './run.js';

/** `equipoise watch <experiment>`: follows an experiment that runs already. */
export async function watch(
  context: CommandContext,
  id: string,
  options: { server?: string; out: string },
): Promise<ExitCode> {
  const { api, logFile, close } = await connect(context.env, options);
  const display = progressDisplay(context.stderr);
  try {
    const ended = await follow(api, id, display, context.signal);
    display.stop();
    if (!ended) {
      note(context, '\nno longer watching');
      return EXIT.interrupted;
    }
    return await conclude(api, ended, context, { ...options, logFile });
  } finally {
    display.stop();
    await close();
  }
}
