import { openAsBlob } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { reasonOf } from '@equipoise/kernel';
import type { Api, Dataset } from '../client/api.js';
import { onPlatform } from '../connection.js';
import { CliError, EXIT, type ExitCode } from '../exit-code.js';
import { type CommandContext, note, print } from './command.js';

export interface ImportOptions {
  readonly name: string;
  readonly format: string;
  /** `role=path`, e.g. `documents=docs.jsonl`. */
  readonly files: readonly string[];
  readonly strict?: boolean;
  readonly testShare?: string;
  readonly seed?: string;
}

/** `equipoise dataset import`: uploads files as a new version of a dataset. */
export async function importDataset(
  context: CommandContext,
  options: ImportOptions & { server?: string },
): Promise<ExitCode> {
  return onPlatform(context.env, options, async ({ api }) => {
    await importWith(api, context, options);
    return EXIT.noHarm;
  });
}

/** The same on a platform that is connected already. */
export async function importWith(
  api: Api,
  context: CommandContext,
  options: ImportOptions,
): Promise<Dataset> {
  const form = new FormData();
  form.set('name', options.name);
  form.set('format', options.format);
  if (options.strict) form.set('strict', 'true');
  if (options.testShare) form.set('testShare', options.testShare);
  if (options.seed) form.set('seed', options.seed);
  for (const [role, path] of options.files.map(roleAndPath)) {
    form.append(role, await fileAt(path), basename(path));
  }
  const { dataset, created } = await api.importDataset(form);
  printDataset(context, dataset, created);
  return dataset;
}

/** `equipoise dataset list`. */
export async function listDatasets(
  context: CommandContext,
  options: { server?: string },
): Promise<ExitCode> {
  return onPlatform(context.env, options, async ({ api }) => {
    for (const {
      name,
      version,
      documents,
      trainQuestions,
      testQuestions,
    } of await api.datasets()) {
      print(
        context,
        `${name}@v${version}  ${documents} documents, ${trainQuestions} train and ${testQuestions} test questions`,
      );
    }
    return EXIT.noHarm;
  });
}

/** A file to upload, read as it is sent. @throws CliError */
export async function fileAt(path: string): Promise<Blob> {
  try {
    if ((await stat(path)).isFile()) return await openAsBlob(path);
  } catch (error) {
    throw new CliError(`the file ${path} cannot be read: ${reasonOf(error)}`);
  }
  throw new CliError(`${path} is no file`);
}

function roleAndPath(text: string): [role: string, path: string] {
  const at = text.indexOf('=');
  if (at < 1) {
    throw new CliError(`"${text}" names no role: write role=path, e.g. documents=handbook.jsonl`);
  }
  return [text.slice(0, at), text.slice(at + 1)];
}

function printDataset(context: CommandContext, dataset: Dataset, created: boolean): void {
  const { name, version, documents, trainQuestions, testQuestions } = dataset;
  print(
    context,
    `${name}@v${version}${created ? '' : ' (unchanged)'}: ${documents} documents, ` +
      `${trainQuestions} train and ${testQuestions} test questions`,
  );
  if (dataset.rowsSkipped > 0) note(context, `  ${dataset.rowsSkipped} rows were left out:`);
  for (const issue of dataset.issues.slice(0, 10)) {
    note(context, `  ${issue.file} line ${issue.line}, ${issue.field}: ${issue.message}`);
  }
  if (dataset.issues.length > 10) note(context, `  and ${dataset.issues.length - 10} more`);
}
