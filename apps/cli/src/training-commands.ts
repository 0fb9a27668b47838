import type { Command } from 'commander';
import type { CommandContext } from './commands/command.js';
import type { TrainOptions } from './commands/train.js';
import type { ExitCode } from './exit-code.js';

const SERVER = [
  '--server <url>',
  'platform to use; default: the one that runs here, or a new one',
] as const;

type Does = (action: () => Promise<ExitCode>) => Promise<void>;

/** Adds `train`, `adapters` and `pools`. */
export function trainingCommands(root: Command, context: CommandContext, does: Does): void {
  root
    .command('train')
    .description('train one adapter and register it as a model of its own')
    .requiredOption('--base <model>', 'registered model to tune')
    .requiredOption('--dataset <dataset>', 'name (newest version), name@v3 or version id')
    .requiredOption('--train-size <n>', 'training pairs')
    .option('--seed <n>', 'of the choice of pairs and of the training', '0')
    .option('--format <format>', 'with-context, question-only or shuffled-answers', 'with-context')
    .option('--method <method>', 'lora (16 bit) or qlora (4 bit)', 'lora')
    .option('--epochs <n>', 'passes over the pairs; default 3')
    .option('--batch <n>', 'examples per optimiser step, all GPUs together; default 16')
    .option('--learning-rate <rate>', 'peak; default 0.0002')
    .option('--rank <n>', 'of the adapter; default 16')
    .option('--alpha <n>', 'scale of the adapter; default 32')
    .option('--dropout <share>', 'of adapter inputs; default 0.05')
    .option('--top-layers <n>', 'only the top n layers get an adapter; default: all')
    .option('--max-tokens <n>', 'of an example; a longer one is an error; default 2048')
    .option('--pool <name>', 'GPU pool; default: the cheapest that fits')
    .option('--gpus <n>', 'GPUs of the job; default: as many as are cheapest')
    .option('--max-gpu-hours <n>', 'stop training there')
    .option('--dry-run', 'only say where it would run, how long, and what it would cost')
    .option('--detach', 'ask for it and do not wait')
    .option(...SERVER)
    .action((options: TrainOptions) =>
      does(async () => (await import('./commands/train.js')).train(context, options)),
    );
  const adapters = root
    .command('adapters')
    .description('list adapters with their base models')
    .option(...SERVER)
    .action((options: { server?: string }) =>
      does(async () => (await import('./commands/adapters.js')).listAdapters(context, options)),
    );
  adapters
    .command('check <name>')
    .description('compare an adapter with its base: is it really in use?')
    .requiredOption('--dataset <dataset>', 'whose test questions are asked')
    .option(...SERVER)
    .action((name: string, _: unknown, command: Command) =>
      does(async () =>
        (await import('./commands/adapters.js')).checkAdapter(
          context,
          name,
          command.optsWithGlobals(),
        ),
      ),
    );
  root
    .command('pools')
    .description('list GPU pools and what the cluster says of them')
    .option(...SERVER)
    .action((options: { server?: string }) =>
      does(async () => (await import('./commands/adapters.js')).listPools(context, options)),
    );
}
