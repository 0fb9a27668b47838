import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { Api, Experiment } from '../client/api.js';
import { type Connection, onPlatform } from '../connection.js';
import { CliError, EXIT, type ExitCode } from '../exit-code.js';
import { follow, hasEnded } from '../follow.js';
import { progressDisplay } from '../progress/progress-display.js';
import { type CommandContext, note, print } from './command.js';
import { printPlan } from './plan.js';
import { printVerdicts, saveReports } from './report.js';

export interface RunOptions {
  readonly server?: string;
  /** Folder for the reports. */
  readonly out: string;
  /** Only say what would be done. */
  readonly dryRun?: boolean;
  /** Start a new experiment even if this spec ran before; stored answers are used all the same. */
  readonly again?: boolean;
}

/** `equipoise run spec.yaml`: creates the experiment or goes on with it, and follows it to its verdict. */
export async function run(
  context: CommandContext,
  file: string,
  options: RunOptions,
): Promise<ExitCode> {
  const spec = await readSpec(file);
  const onStep = (text: string): void => {
    note(context, `  ${text}`);
  };
  return onPlatform(context.env, { server: options.server, onStep }, (connection) =>
    runOn(connection, context, { spec, file }, options),
  );
}

/** The same on a platform that is connected already. */
export async function runOn(
  { api, logFile }: Connection,
  context: CommandContext,
  { spec, file }: { spec: string; file: string },
  options: RunOptions,
): Promise<ExitCode> {
  if (options.dryRun) {
    printPlan(context, await api.planExperiment(spec));
    return EXIT.noHarm;
  }
  const salt = options.again ? new Date().toISOString() : '';
  const key = createHash('sha256').update(spec).update(salt).digest('hex');
  const { experiment, created } = await api.createExperiment(spec, key);
  const id = experiment.experimentId;
  if (created) note(context, `experiment ${id} (${experiment.name})`);
  else if (hasEnded(experiment)) note(context, `experiment ${id} ran before; this is its result`);
  else note(context, `experiment ${id} goes on where it stopped`);

  const ended = hasEnded(experiment) ? experiment : await followTo(api, id, context);
  if (!ended) {
    note(context, `\nstopped; the same command goes on from here (experiment ${id})`);
    return EXIT.interrupted;
  }
  return conclude(api, ended, context, { ...options, file, logFile });
}

/** Prints the verdicts of an experiment that has ended and saves its reports. */
export async function conclude(
  api: Api,
  experiment: Experiment,
  context: CommandContext,
  options: { out: string; file?: string; logFile?: string | undefined },
): Promise<ExitCode> {
  const { experimentId: id, status, reason } = experiment;
  if (status === 'failed' || status === 'cancelled') {
    const log = options.logFile ? `\n(the log is ${options.logFile})` : '';
    throw new CliError(
      `the experiment ${status === 'failed' ? 'failed' : 'was cancelled'}: ${reason}${log}`,
    );
  }
  const verdicts = await api.verdicts(id);
  if (status === 'partially_failed') note(context, `\nsome cells failed: ${reason}`);
  printVerdicts(context, verdicts);
  const files = await saveReports(api, experiment, options.out);
  print(context);
  for (const saved of files) print(context, `report: ${saved}`);
  return verdicts.conclusion.exitCode;
}

/** Shows the progress of an experiment until it ends. @returns undefined when Ctrl-C came first */
export async function followTo(
  api: Api,
  id: string,
  context: CommandContext,
): Promise<Experiment | undefined> {
  const display = progressDisplay(context.stderr);
  try {
    return await follow(api, id, display, context.signal);
  } finally {
    display.stop();
  }
}

async function readSpec(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new CliError(
      code === 'ENOENT' ? `there is no file ${file}` : `${file} cannot be read: ${String(error)}`,
    );
  }
}
