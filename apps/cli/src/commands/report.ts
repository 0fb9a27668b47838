import { mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Analysis } from '@equipoise/contracts';
import type { Api, Experiment } from '../client/api.js';
import { connect } from '../connection.js';
import type { ExitCode } from '../exit-code.js';
import { type CommandContext, note, print } from './command.js';

const FORMATS = { html: 'html', markdown: 'md', json: 'json' } as const;

/** `equipoise report <experiment>`: prints the verdicts and saves the report in every format. */
export async function report(
  context: CommandContext,
  id: string,
  options: { server?: string; out: string },
): Promise<ExitCode> {
  const { api, close } = await connect(context.env, options);
  try {
    const experiment = await api.experiment(id);
    const verdicts = await api.verdicts(id);
    printVerdicts(context, verdicts);
    for (const file of await saveReports(api, experiment, options.out)) {
      print(context, `report: ${file}`);
    }
    return verdicts.conclusion.exitCode;
  } finally {
    await close();
  }
}

/** Saves the report of an experiment in every format. @returns the absolute paths, HTML first */
export async function saveReports(
  api: Api,
  { experimentId, name }: Experiment,
  out: string,
): Promise<string[]> {
  const folder = resolve(out, `${fileName(name)}-${experimentId.slice(0, 8)}`);
  await mkdir(folder, { recursive: true });
  const files: string[] = [];
  for (const [format, ending] of Object.entries(FORMATS)) {
    const file = join(folder, `report.${ending}`);
    await writeFile(file, await api.report(experimentId, format as keyof typeof FORMATS));
    files.push(file);
  }
  return files;
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
  for (const { verdict, sentence } of verdicts.contrasts) {
    print(context);
    print(context, `  ${MARK[verdict] ?? verdict}`);
    print(context, `    ${sentence}`);
  }
  if (verdicts.warnings.length > 0) print(context);
  for (const { message } of verdicts.warnings) note(context, `  note: ${message}`);
}

function fileName(name: string): string {
  return (
    name
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-|-$/g, '') || 'experiment'
  );
}
