import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import type { Analysis } from '@equipoise/contracts';
import { isDiskFull, reasonOf } from '@equipoise/kernel';
import { labelSentences, savingsText } from '@equipoise/reports';
import type { Api, Experiment } from '../client/api.js';
import { onPlatform } from '../connection.js';
import { CliError, type ExitCode } from '../exit-code.js';
import { guardText } from '../guard-text.js';
import { type CommandContext, note, print } from './command.js';

const FORMATS = { html: 'html', markdown: 'md', json: 'json' } as const;

/** `equipoise report <experiment>`: prints the verdicts and saves the report in every format. */
export async function report(
  context: CommandContext,
  id: string,
  options: { server?: string; out: string },
): Promise<ExitCode> {
  return onPlatform(context.env, options, async ({ api }) => {
    const experiment = await api.experiment(id);
    const verdicts = await api.verdicts(id);
    printVerdicts(context, verdicts);
    for (const file of await saveReports(api, experiment, options.out)) {
      print(context, `report: ${file}`);
    }
    return verdicts.conclusion.exitCode;
  });
}

/**
 * Saves the report of an experiment in every format, each file whole or not at all.
 *
 * @returns the absolute paths, HTML first
 * @throws CliError when a file cannot be written; the experiment and its report stay where they are
 */
export async function saveReports(
  api: Api,
  { experimentId, name }: Experiment,
  out: string,
): Promise<string[]> {
  const folder = resolve(out, `${fileName(name)}-${experimentId.slice(0, 8)}`);
  const files: string[] = [];
  for (const [format, ending] of Object.entries(FORMATS)) {
    const file = join(folder, `report.${ending}`);
    const text = await api.report(experimentId, format as keyof typeof FORMATS);
    try {
      await writeWhole(file, text);
    } catch (error) {
      throw new CliError(notSaved(file, error, experimentId));
    }
    files.push(file);
  }
  return files;
}

/** Writes a file whole or not at all, with the folders it lies in. */
export async function writeWhole(file: string, text: string): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  const partial = `${file}.partial`;
  try {
    await writeFile(partial, text);
    await rename(partial, file);
  } catch (error) {
    await rm(partial, { force: true });
    throw error;
  }
}

function notSaved(file: string, error: unknown, experimentId: string): string {
  const why = isDiskFull(error) ? 'its disk is full; free some space' : reasonOf(error);
  return (
    `the report ${file} cannot be written: ${why}. Nothing is lost: ` +
    `"equipoise report ${experimentId} --out <folder>" saves it, here or in another folder`
  );
}

const MARK: Readonly<Record<string, string>> = {
  helps: '▲ helps',
  hurts: '▼ hurts',
  'no-practical-difference': '= no practical difference',
  'not-enough-evidence': '? not enough evidence',
};

/** Prints the conclusion and one paragraph a contrast. */
export function printVerdicts(context: CommandContext, verdicts: Analysis): void {
  print(context);
  print(context, verdicts.conclusion.sentence);
  const saved = savingsText(verdicts);
  if (saved !== '') print(context, saved);
  for (const { verdict, sentence, judgeStatus } of verdicts.contrasts) {
    print(context);
    const judge = judgeStatus === 'unqualified' ? ' (unqualified judge)' : '';
    print(context, `  ${MARK[verdict] ?? verdict}${judge}`);
    print(context, `    ${sentence}`);
  }
  const people = labelSentences(verdicts);
  if (people.length > 0) print(context, '\n  What people say');
  for (const text of people) print(context, `    ${text}`);
  if (verdicts.warnings.length > 0) print(context);
  for (const { message } of verdicts.warnings) note(context, `  note: ${message}`);
  for (const finding of verdicts.guards) note(context, `  ${guardText(finding)}`);
}

/** A name as part of a path. */
export function fileName(name: string): string {
  return (
    name
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-|-$/g, '') || 'experiment'
  );
}
