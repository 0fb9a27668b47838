import type { Command } from 'commander';
import type { CommandContext } from './commands/command.js';
import type { ImportOptions, TemplateOptions } from './commands/labels.js';
import type { ExitCode } from './exit-code.js';

const SERVER = [
  '--server <url>',
  'platform to use; default: the one that runs here, or a new one',
] as const;

/** `equipoise labels`, its commands, their options and their help. */
export function labelCommands(
  root: Command,
  context: CommandContext,
  does: (action: () => Promise<ExitCode>) => Promise<void>,
): void {
  const labels = root
    .command('labels')
    .description('have people score answers, and hold the judge against them');
  labels
    .command('template')
    .argument('<experiment>', 'id')
    .argument('[file]', 'where to write it, .csv or .jsonl; default: labels-<experiment>.csv')
    .description('write a file to fill in: answers in random order, blind to the model')
    .option('--questions <n>', 'drawn from each dataset, with all answers to them', '50')
    .option('--context <context>', 'only answers with retrieved, oracle or closed-book context')
    .option('--seed <text>', 'of the draw; with the same seed more hold the fewer', 'equipoise')
    .option('--unlabelled', 'leave out what has a label already')
    .option(...SERVER)
    .action((id: string, file: string | undefined, options: TemplateOptions) =>
      does(async () =>
        (await import('./commands/labels.js')).writeTemplate(context, { ...options, id, file }),
      ),
    );
  labels
    .command('import')
    .argument('<experiment>', 'id')
    .argument('<file>', 'CSV or JSON lines: answer, criterion, rater, score (1 to 5)')
    .description('import scores by people and show what they say to the verdicts (docs/judge.md)')
    .option('--replace', 'take scores that differ from those imported before')
    .option(...SERVER)
    .action((id: string, file: string, options: ImportOptions) =>
      does(async () =>
        (await import('./commands/labels.js')).importLabels(context, { ...options, id, file }),
      ),
    );
}
