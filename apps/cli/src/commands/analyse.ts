import { stat } from 'node:fs/promises';
import { basename, extname, join, resolve } from 'node:path';
import { analyse, type AnalysisInput, counted } from '@equipoise/analysis';
import type { Analysis } from '@equipoise/contracts';
import { isDiskFull, PROGRAM_VERSION, reasonOf } from '@equipoise/kernel';
import { renderReport, type ReportInput } from '@equipoise/reports';
import { CliError, type ExitCode } from '../exit-code.js';
import { readLabels } from '../labels/read-labels.js';
import { readScores } from '../scores/read-scores.js';
import { scoreTable } from '../scores/score-table.js';
import { type AnalyseOptions, analyseSettings } from './analyse-settings.js';
import { type CommandContext, note, print } from './command.js';
import { fileName, printVerdicts, writeWhole } from './report.js';

/**
 * `equipoise analyse scores.csv`: verdicts on scores that were made anywhere, without the platform.
 * At a fault in the file nothing is written.
 */
export async function analyseScores(
  context: CommandContext,
  file: string,
  options: AnalyseOptions,
): Promise<ExitCode> {
  const settings = analyseSettings(options);
  const scores = await readScores(file, options.format);
  const labels =
    options.labels === undefined ? undefined : await readLabels(options.labels, scores);
  const made = scoreTable(scores, {
    ...settings,
    name: basename(file, extname(file)),
    createdAt: (await stat(file)).mtime.toISOString(),
  });
  const table = { ...made, labels: labels && { revision: 0, rows: labels.rows } };
  const analysis = analyse(table);
  const tell = options.json === true ? note : print;
  if (labels !== undefined && labels.empty > 0) {
    note(context, `${counted(labels.empty, 'row')} of ${options.labels} without a score left out`);
  }
  if (options.json === true) print(context, JSON.stringify(analysis, null, 2));
  else printVerdicts(context, analysis);
  tell(context, '');
  const written = await save(reportOf(analysis, table, file, options), options.out);
  for (const path of written) tell(context, `report: ${path}`);
  return analysis.conclusion.exitCode;
}

function reportOf(
  analysis: Analysis,
  { settings }: AnalysisInput,
  file: string,
  options: AnalyseOptions,
): ReportInput {
  const { margin, alpha, seed, sequential } = settings;
  return {
    analysis,
    spec: { scores: basename(file), analysis: { margin, alpha, seed, ...sequential } },
    examples: [],
    provenance: {
      command: commandOf(file, options),
      version: PROGRAM_VERSION,
      generatedAt: new Date().toISOString(),
      promptFrame: 'not known',
      digests: [],
    },
  };
}

/** The command that does the same again. */
function commandOf(file: string, options: AnalyseOptions): string {
  const given = Object.entries(options).flatMap(([name, value]) =>
    name === 'out' || typeof value !== 'string' ? [] : [`--${name} ${quoted(value)}`],
  );
  return ['equipoise analyse', quoted(file), ...given].join(' ');
}

function quoted(text: string): string {
  return /^[\w./:@%+=-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}

/** @returns the absolute paths, HTML first */
async function save(report: ReportInput, out: string): Promise<string[]> {
  const { name, experimentId } = report.analysis;
  const folder = resolve(out, `${fileName(name)}-${experimentId.slice(0, 8)}`);
  const texts = {
    'report.html': renderReport(report, 'html'),
    'report.md': renderReport(report, 'markdown'),
    'analysis.json': `${JSON.stringify(report.analysis, null, 2)}\n`,
  };
  for (const [file, text] of Object.entries(texts)) {
    try {
      await writeWhole(join(folder, file), text);
    } catch (error) {
      const why = isDiskFull(error) ? 'its disk is full; free some space' : reasonOf(error);
      throw new CliError(
        `${join(folder, file)} cannot be written: ${why}; --out <folder> takes another place`,
      );
    }
  }
  return Object.keys(texts).map((file) => join(folder, file));
}
