import { readFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { existsSync } from 'node:fs';
import { type Connection, onPlatform } from '../connection.js';
import { CliError, EXIT, type ExitCode } from '../exit-code.js';
import { type CommandContext, note } from './command.js';
import { importWith } from './dataset.js';
import { digestOf } from './models.js';
import { runOn } from './run.js';

/** The adapter that an earlier run of the demo made, for machines that cannot train. */
const KEPT_ADAPTER = { name: 'demo-handbook-adapter', base: 'qwen2.5-coder-0.5b' };

/** `equipoise demo`: a small real trial on a fictional handbook, from import to verdict. */
export async function demo(
  context: CommandContext,
  { out, again }: { out: string; again?: boolean },
): Promise<ExitCode> {
  const folder = demoFolder();
  const say = (text: string): void => {
    note(context, text);
  };
  say('Does fine-tuning a small model on 40 question-answer pairs help it answer from a handbook?');
  say('(Vennoray is fiction, so no model has read about it. Everything runs on this machine.)\n');
  const onStep = (text: string): void => {
    say(`  ${text}`);
  };
  return onPlatform(context.env, { onStep }, async (connection) => {
    say('\n$ equipoise dataset import --name vennoray --format jsonl documents=… questions=…');
    await importWith(connection.api, context, {
      name: 'vennoray',
      format: 'jsonl',
      strict: true,
      files: [
        `documents=${join(folder, 'documents.jsonl')}`,
        `questions=${join(folder, 'questions.jsonl')}`,
      ],
    });
    const file = await specFile(connection, context, folder);
    say(`\n$ equipoise run ${relative(process.cwd(), file)}`);
    const spec = await readFile(file, 'utf8');
    const options = { out, ...(again === undefined ? {} : { again }) };
    const exitCode = await runOn(connection, context, { spec, file }, options);
    if (exitCode === EXIT.interrupted) return exitCode;
    say(
      '\nYour own data: `equipoise dataset import --help`, then copy examples/demo/experiment.yaml ' +
        'and run it with `npx equipoise run <spec>`.',
    );
    return EXIT.noHarm; // any verdict is a good end of a demo
  });
}

/** The spec that trains; without Python the one that uses the adapter kept beside it, and says so. */
async function specFile(
  { api }: Connection,
  context: CommandContext,
  folder: string,
): Promise<string> {
  const backend = await api.trainingBackend();
  if (backend.available) return join(folder, 'experiment.yaml');
  note(context, `\nThis machine cannot train: ${backend.reason}`);
  note(context, 'Using the adapter that this demo made earlier (examples/demo/adapter).');
  const path = join(folder, 'adapter', 'adapter.gguf');
  await api.registerAdapter({ ...KEPT_ADAPTER, path, digest: await digestOf(path) });
  return join(folder, 'experiment-without-training.yaml');
}

function demoFolder(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, 'examples', 'demo'))) {
    if (dirname(folder) === folder) throw new CliError('the folder examples/demo is missing');
    folder = dirname(folder);
  }
  return join(folder, 'examples', 'demo');
}
