import { access } from 'node:fs/promises';
import { extname, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Analysis } from '@equipoise/contracts';
import { reasonOf } from '@equipoise/kernel';
import { labelSentences } from '@equipoise/reports';
import type { Api, ImportedLabels } from '../client/api.js';
import { onPlatform } from '../connection.js';
import { CliError, EXIT, type ExitCode } from '../exit-code.js';
import { type CommandContext, note, print } from './command.js';
import { fileAt } from './dataset.js';
import { writeWhole } from './report.js';

export interface TemplateOptions {
  readonly questions: string;
  readonly seed: string;
  readonly context?: string;
  readonly unlabelled?: boolean;
  readonly server?: string;
}

export interface ImportOptions {
  readonly replace?: boolean;
  readonly server?: string;
}

const TYPE_OF: Readonly<Record<string, string>> = {
  '.csv': 'text/csv',
  '.jsonl': 'application/jsonl',
  '.ndjson': 'application/jsonl',
};

/** How often the analysis is looked at until it has the labels, and for how long. */
const LOOK_MS = 300;
const PATIENCE_MS = 120_000;

/** `equipoise labels template <experiment> [file]`. */
export async function writeTemplate(
  context: CommandContext,
  options: TemplateOptions & { readonly id: string; readonly file: string | undefined },
): Promise<ExitCode> {
  const { id, file = `labels-${id.slice(0, 8)}.csv`, seed, questions } = options;
  const format = typeOf(file) === 'text/csv' ? 'csv' : 'jsonl';
  await requireNew(file);
  return onPlatform(context.env, options, async ({ api }) => {
    const text = await api.labelTemplate(id, {
      ...{ format, seed, questions, context: options.context ?? '' },
      unlabelled: String(options.unlabelled ?? false),
    });
    await written(file, text);
    print(context, `to fill in: ${resolve(file)}`);
    note(context, 'write a name into the column rater and a score from 1 to 5 into score, then:');
    note(context, `  equipoise labels import ${id} ${file}`);
    return EXIT.noHarm;
  });
}

/** `equipoise labels import <experiment> <file>`: shows what the labels say once they are analysed. */
export async function importLabels(
  context: CommandContext,
  options: ImportOptions & { readonly id: string; readonly file: string },
): Promise<ExitCode> {
  const { id, file, replace = false } = options;
  const type = typeOf(file);
  const body = await fileAt(file);
  return onPlatform(context.env, options, async ({ api }) => {
    const imported = await api.importLabels(id, body, { type, replace });
    printImported(context, imported);
    if (imported.revision === 0) return EXIT.noHarm;
    const { status } = await api.experiment(id);
    if (status !== 'completed' && status !== 'partially_failed') {
      note(context, 'the analysis at the end of the experiment will show them');
      return EXIT.noHarm;
    }
    const verdicts = await analysedWith(api, id, imported.revision, context.signal);
    if (verdicts === undefined) {
      note(context, `the analysis is still being made; "equipoise report ${id}" will show it`);
      return EXIT.noHarm;
    }
    print(context);
    for (const text of labelSentences(verdicts)) print(context, text);
    return EXIT.noHarm;
  });
}

function printImported(
  context: CommandContext,
  { added, replaced, unchanged, empty }: ImportedLabels,
): void {
  const parts = [
    `${added} labels added`,
    ...(replaced > 0 ? [`${replaced} replaced`] : []),
    ...(unchanged > 0 ? [`${unchanged} there already`] : []),
    ...(empty > 0 ? [`${empty} rows without a score left out`] : []),
  ];
  print(context, parts.join(', '));
}

/** @returns undefined when it takes longer than a person waits, or Ctrl-C came first */
async function analysedWith(
  api: Api,
  id: string,
  revision: number,
  signal: AbortSignal,
): Promise<Analysis | undefined> {
  for (let waited = 0; waited < PATIENCE_MS && !signal.aborted; waited += LOOK_MS) {
    const verdicts = await api.verdicts(id);
    if ((verdicts.humanLabels?.revision ?? 0) >= revision) return verdicts;
    await pause(LOOK_MS);
  }
  return undefined;
}

/** @throws CliError */
function typeOf(file: string): string {
  const type = TYPE_OF[extname(file).toLowerCase()];
  if (type !== undefined) return type;
  throw new CliError(`${file} does not end in ${Object.keys(TYPE_OF).join(', ')}: rename it`);
}

/** A template never takes the place of a file that somebody may have filled in. */
async function requireNew(file: string): Promise<void> {
  const exists = await access(file).then(
    () => true,
    () => false,
  );
  if (exists) throw new CliError(`${file} is there already: name another file, or remove it`);
}

async function written(file: string, text: string): Promise<void> {
  try {
    await writeWhole(file, text);
  } catch (error) {
    throw new CliError(`${file} cannot be written: ${reasonOf(error)}`);
  }
}
