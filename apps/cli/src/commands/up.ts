import { jsonLogger } from '@equipoise/platform';
import { homeFolder, startStandalone } from '../../../standalone/src/index.js';
import { EXIT, type ExitCode } from '../exit-code.js';
import { type CommandContext, note, print, untilInterrupted } from './command.js';

/** `equipoise up`: runs the whole platform in this process until Ctrl-C. */
export async function up(
  context: CommandContext,
  { host, port }: { host: string; port: number },
): Promise<ExitCode> {
  const { env } = context;
  const standalone = await startStandalone({
    env,
    logger: jsonLogger(env.LOG_LEVEL ?? 'log', 'equipoise'),
    listen: { host, port },
    onStep: (text) => {
      note(context, text);
    },
  });
  print(context, `Equipoise listens on ${standalone.url} (data in ${homeFolder(env)})`);
  print(context, `API description: ${standalone.url}/v1/openapi.json`);
  await untilInterrupted(context);
  note(context, 'stopping; what is in flight goes on at the next start');
  await standalone.stop();
  return EXIT.noHarm;
}
