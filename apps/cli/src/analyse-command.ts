import type { Command } from 'commander';
import type { AnalyseOptions } from './commands/analyse-settings.js';
import type { CommandContext } from './commands/command.js';
import type { ExitCode } from './exit-code.js';

/** `equipoise analyse`, its options and their help. */
export function analyseCommand(
  root: Command,
  context: CommandContext,
  does: (action: () => Promise<ExitCode>) => Promise<void>,
): void {
  root
    .command('analyse')
    .argument(
      '<scores>',
      'CSV, JSON lines or Parquet with one score a row (columns: docs/analyse.md)',
    )
    .description('verdicts on scores that exist already, without the platform')
    .option('--baseline <arm>', 'what the others are compared with; default: as the file says')
    .option('--margin <points>', 'largest difference of no practical importance', '0.2')
    .option('--alpha <level>', 'chance of any false finding in the family', '0.05')
    .option('--family <contrasts>', 'adjusted together: all, or those of one criterion', 'all')
    .option('--stopping <mode>', 'fixed, or sequential: as if looked at after every wave', 'fixed')
    .option('--wave <questions>', 'questions of a wave, with --stopping sequential', '20')
    .option('--seed <text>', 'of every random choice', 'equipoise')
    .option('--labels <file>', 'scores that people gave to some of the answers')
    .option('--format <format>', 'of the scores: csv, jsonl or parquet; default: by the extension')
    .option('--json', 'print the analysis document instead of the verdicts')
    .option('--out <folder>', 'where reports are saved', 'equipoise-reports')
    .addHelpText(
      'after',
      '\nNeeded columns: dataset, question, arm, criterion, score (1 to 5, empty where missing).' +
        '\nOthers: cluster, context, base, train_size, seed, answer, repeat.' +
        '\nExample: equipoise analyse examples/scores/scores.csv --margin 0.3',
    )
    .action((file: string, options: AnalyseOptions) =>
      does(async () =>
        (await import('./commands/analyse.js')).analyseScores(context, file, options),
      ),
    );
}
