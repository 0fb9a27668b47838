import { Command, CommanderError } from 'commander';
import { analyseCommand } from './analyse-command.js';
import type { CommandContext } from './commands/command.js';
import type { AddModelOptions } from './commands/models.js';
import type { RunOptions } from './commands/run.js';
import { CliError, EXIT, type ExitCode } from './exit-code.js';
import { labelCommands } from './label-commands.js';
import { trainingCommands } from './training-commands.js';

/** A command's work; each is loaded only when it is called, so that small commands start fast. */
type Action = () => Promise<ExitCode>;

const SERVER = [
  '--server <url>',
  'platform to use; default: the one that runs here, or a new one',
] as const;
const OUT = ['--out <folder>', 'where reports are saved', 'equipoise-reports'] as const;

/**
 * Parses the command line and does what it says.
 *
 * @param argv as `process.argv`
 * @returns the exit code, see {@link EXIT}
 */
export async function program(argv: readonly string[], context: CommandContext): Promise<ExitCode> {
  let exitCode: ExitCode = EXIT.noHarm;
  const does = async (action: Action): Promise<void> => {
    exitCode = await action();
  };
  const root = new Command('equipoise')
    .description('Does fine-tuning help or hurt your RAG pipeline, and are you sure?')
    .addHelpText(
      'after',
      '\nExit codes: 0 no arm hurts, 1 an arm hurts, 2 not enough evidence, 3 failed, 130 stopped by Ctrl-C.',
    )
    .exitOverride()
    .configureOutput({
      writeOut: (text) => context.stdout.write(text),
      writeErr: (text) => context.stderr.write(text),
    });
  experimentCommands(root, context, does);
  analyseCommand(root, context, does);
  labelCommands(root, context, does);
  datasetCommands(root, context, does);
  modelCommands(root, context, does);
  trainingCommands(root, context, does);
  platformCommands(root, context, does);
  try {
    await root.parseAsync([...argv]);
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    return error.exitCode === 0 ? EXIT.noHarm : EXIT.failed;
  }
  return exitCode;
}

type Does = (action: Action) => Promise<void>;

function experimentCommands(root: Command, context: CommandContext, does: Does): void {
  root
    .command('run')
    .argument('<spec>', 'experiment spec, YAML or JSON')
    .description('run an experiment to its verdict, or go on with it')
    .option(...SERVER)
    .option(...OUT)
    .option('--dry-run', 'only say what would be done')
    .option('--again', 'a new experiment even if this spec ran before (stored answers are reused)')
    .action((file: string, options: RunOptions) =>
      does(async () => (await import('./commands/run.js')).run(context, file, options)),
    );
  root
    .command('watch')
    .argument('<experiment>', 'id')
    .description('follow an experiment that runs elsewhere')
    .option(...SERVER)
    .option(...OUT)
    .action((id: string, options: { out: string; server?: string }) =>
      does(async () => (await import('./commands/watch.js')).watch(context, id, options)),
    );
  root
    .command('report')
    .argument('<experiment>', 'id')
    .description('print the verdicts and save the report as HTML, Markdown and JSON')
    .option(...SERVER)
    .option(...OUT)
    .action((id: string, options: { out: string; server?: string }) =>
      does(async () => (await import('./commands/report.js')).report(context, id, options)),
    );
}

function datasetCommands(root: Command, context: CommandContext, does: Does): void {
  const dataset = root.command('dataset').description('import and list datasets');
  dataset
    .command('import')
    .argument('<files...>', 'role=path, e.g. documents=docs.jsonl questions=questions.jsonl')
    .description('import files as a new version of a dataset (formats: docs/datasets.md)')
    .requiredOption('--name <name>', 'lower-case letters, digits and hyphens')
    .requiredOption(
      '--format <format>',
      'jsonl, qasper, natural-questions, nq-open, clap-nq, bioasq or beir',
    )
    .option('--strict', 'refuse the import at the first bad row instead of skipping it')
    .option('--test-share <share>', 'share of documents for the test split, where files name none')
    .option('--seed <text>', 'of the split by document')
    .option(...SERVER)
    .action((files: string[], options: object) =>
      does(async () =>
        (await import('./commands/dataset.js')).importDataset(context, {
          ...(options as { name: string; format: string }),
          files,
        }),
      ),
    );
  dataset
    .command('list')
    .description('list dataset versions')
    .option(...SERVER)
    .action((options: object) =>
      does(async () => (await import('./commands/dataset.js')).listDatasets(context, options)),
    );
}

function modelCommands(root: Command, context: CommandContext, does: Does): void {
  const models = root.command('models').description('list, download and add models');
  models
    .command('list')
    .description('list local models, endpoints and adapters')
    .option(...SERVER)
    .action((options: object) =>
      does(async () => (await import('./commands/models.js')).listModels(context, options)),
    );
  models
    .command('pull')
    .argument('<names...>')
    .description('download local models')
    .option('--quiet', 'say nothing when there is nothing to do')
    .action((names: string[], options: object) =>
      does(async () => (await import('./commands/models.js')).pullModels(context, names, options)),
    );
  models
    .command('add')
    .argument('<name>', 'name to use in specs')
    .description('add a model behind an OpenAI-compatible endpoint')
    .requiredOption('--endpoint <url>', 'base URL with version, e.g. http://127.0.0.1:8000/v1')
    .option('--remote-name <name>', 'name at the endpoint; default: the same')
    .option('--key-env <variable>', 'environment variable that holds the key')
    .option('--context-tokens <n>', 'window of the model, prompt and answer together')
    .option('--logprobs', 'the endpoint answers logprobs (for estimator: token-probability)')
    .option('--base <name>', 'registered model that this one was tuned from')
    .option('--adapter-digest <sha256>', 'SHA-256 of the adapter file that the endpoint serves')
    .option('--adapter-rank <n>', 'rank of that adapter')
    .option('--precision <name>', 'of the weights served, e.g. bf16, to compare arms by')
    .option('--chat-template <name>', 'name or digest of the template served, to compare arms by')
    .option('--concurrency <n>', 'most calls in flight')
    .option('--input-price <usd>', 'per million prompt tokens')
    .option('--output-price <usd>', 'per million generated tokens')
    .option(...SERVER)
    .action((name: string, options: AddModelOptions) =>
      does(async () => (await import('./commands/models.js')).addModel(context, name, options)),
    );
  models
    .command('add-adapter')
    .argument('<name>', 'name to use in specs')
    .description('add a LoRA adapter (GGUF) that was made elsewhere')
    .requiredOption('--base <model>', 'its base model')
    .requiredOption('--file <path>', 'the GGUF file')
    .option(...SERVER)
    .action((name: string, options: { base: string; file: string; server?: string }) =>
      does(async () => (await import('./commands/models.js')).addAdapter(context, name, options)),
    );
}

function platformCommands(root: Command, context: CommandContext, does: Does): void {
  root
    .command('up')
    .description('run the platform here until Ctrl-C')
    .option('--host <address>', 'address of the REST API', '127.0.0.1')
    .option('--port <port>', 'its port; 0 for a free one', '8080')
    .action(({ host, port }: { host: string; port: string }) =>
      does(async () =>
        (await import('./commands/up.js')).up(context, { host, port: portOf(port) }),
      ),
    );
  root
    .command('serve')
    .argument('<service>', 'gateway, experiments, retrieval, training, inference, judging or all')
    .description('run one service as a process of its own, configured by the environment')
    .action((service: string) =>
      does(async () => (await import('./commands/serve.js')).serve(context, service)),
    );
  root
    .command('doctor')
    .description('look at what Equipoise stands on and say what is missing')
    .action(() => does(async () => (await import('./commands/doctor.js')).doctor(context)));
  root
    .command('demo')
    .description('a small real trial on a fictional handbook')
    .option(...OUT)
    .option('--again', 'a new experiment even if the demo ran before')
    .action((options: { out: string }) =>
      does(async () => (await import('./commands/demo.js')).demo(context, options)),
    );
}

/** @throws CliError */
function portOf(text: string): number {
  const port = Number(text);
  if (Number.isInteger(port) && port >= 0 && port <= 65_535 && text.trim() !== '') return port;
  throw new CliError(
    `--port ${text} is no port: use a number from 1 to 65535, or 0 for a free one`,
  );
}
