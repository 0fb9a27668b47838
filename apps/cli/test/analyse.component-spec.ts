import { readdir, readFile, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Analysis } from '@equipoise/contracts';
import { inRepository, temporaryFolder } from '@equipoise/testing';
import { CliError } from '../src/exit-code.js';
import { program } from '../src/program.js';
import { pair, type Row, writeCsv, writeScores } from './score-files.js';

interface Ended {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

let out: Awaited<ReturnType<typeof temporaryFolder>>;
beforeEach(async () => {
  out = await temporaryFolder();
});
afterEach(() => out.remove());

/** Runs `equipoise analyse`, with reports in a folder of its own. */
async function analysed(file: string, ...options: string[]): Promise<Ended> {
  const texts = { stdout: '', stderr: '' };
  const stream = (name: keyof typeof texts): NodeJS.WriteStream =>
    ({ write: (text: string) => (texts[name] += text) }) as unknown as NodeJS.WriteStream;
  const argv = ['node', 'equipoise', 'analyse', file, '--out', join(out.path, 'out'), ...options];
  const exitCode = await program(argv, {
    ...{ env: {}, stdout: stream('stdout'), stderr: stream('stderr') },
    signal: new AbortController().signal,
  });
  return { exitCode, ...texts };
}

async function documentOf(file: string, ...options: string[]): Promise<Analysis> {
  return JSON.parse((await analysed(file, '--json', ...options)).stdout) as Analysis;
}

/** Differences 1, 0, 1 and 1. */
const FOUR = [...pair('a', 2, 3), ...pair('b', 3, 3), ...pair('c', 3, 4), ...pair('d', 4, 5)];

describe('equipoise analyse', () => {
  it('finds what is computed by hand: mean 3/4, standard error 1/4, t 3 with 3 degrees', async () => {
    const { csv } = await writeScores(out.path, FOUR);
    const { contrasts, conclusion, arms } = await documentOf(csv);
    expect(contrasts).toHaveLength(1);
    const [contrast] = contrasts;
    expect(contrast?.difference).toBeCloseTo(0.75, 12);
    expect(contrast?.standardError).toBeCloseTo(0.25, 12);
    // Student's t with 3 degrees of freedom: 3.182446 holds 95 %, P(|t| > 3) is 0.057669
    expect(contrast?.interval?.lower).toBeCloseTo(0.75 - 0.25 * 3.182446, 6);
    expect(contrast?.interval?.upper).toBeCloseTo(0.75 + 0.25 * 3.182446, 6);
    expect(contrast?.pValue).toBeCloseTo(0.057669, 6);
    expect(contrast).toMatchObject({ n: 4, clusters: 4, context: 'retrieved', seeds: 1 });
    expect(conclusion.exitCode).toBe(2);
    expect(arms.map(({ label }) => label)).toEqual(['small', 'small · 200 pairs']);
  });

  it('gives one analysis of one table, whatever its format', async () => {
    const rows = FOUR.map((row): Row => ({ ...row, cluster: 'b, "or" a', repeat: 0, seed: null }));
    const files = Object.values(await writeScores(out.path, rows));
    for (const file of files) await utimes(file, 1e9, 1e9);
    const documents = [];
    for (const file of files) documents.push(await documentOf(file));
    const [csv, jsonl, parquet] = documents;
    expect(csv?.contrasts[0]?.n).toBe(4);
    expect(jsonl).toEqual(csv);
    expect(parquet).toEqual(csv);
  });

  it('averages repeats first and leaves missing scores out', async () => {
    const repeats = (rows: Row[], scores: (number | null)[]): Row[] =>
      rows.flatMap((row) => scores.map((score, i) => ({ ...row, repeat: i + 1, score })));
    const [base = {}, tuned = {}] = pair('e', 1, 1);
    const rows = [
      ...FOUR.map((row) => ({ ...row, repeat: 1 })),
      ...repeats([base], [1, 2, null]),
      ...repeats([tuned], [3, 4, 5]),
    ];
    const { jsonl } = await writeScores(out.path, rows);
    const { contrasts, judgements } = await documentOf(jsonl);
    // (1 + 0 + 1 + 1 + (4 - 1.5)) / 5
    expect(contrasts[0]?.difference).toBeCloseTo(1.1, 12);
    // three repeats of each of ten answers, of which 8 + 2 + 3 were readable
    expect(judgements[0]).toMatchObject({ expected: 30, missing: 17 });
  });

  it('prints verdicts, writes three files and ends with 1 where an arm hurts', async () => {
    const levels = [3, 4, 5, 3, 4, 5, 3, 4, 5, 3];
    const rows = levels.flatMap((level, i) => pair(`q${i}`, level, level - 1 - (i % 2) / 4));
    const { csv } = await writeScores(out.path, rows);
    const { exitCode, stdout } = await analysed(csv);
    expect(exitCode).toBe(1);
    expect(stdout).toContain('▼ hurts');
    const [folder = ''] = await readdir(join(out.path, 'out'));
    const files = (await readdir(join(out.path, 'out', folder))).sort();
    expect(files).toEqual(['analysis.json', 'report.html', 'report.md']);
    const report = await readFile(join(out.path, 'out', folder, 'report.md'), 'utf8');
    expect(report).toContain('were given in a file');
    expect(report).not.toMatch(/## (Cost|Without a judge|Retrieval)/);
  });

  it('runs its published example, in both modes', async () => {
    const example = inRepository('examples/scores/scores.csv');
    const fixed = await documentOf(example, '--margin', '0.3');
    expect(fixed.contrasts.map(({ verdict }) => verdict)).toContain('hurts');
    expect(fixed.settings).toMatchObject({ familySize: 4, margin: 0.3 });
    const byCriterion = await documentOf(example, '--margin', '0.3', '--family', 'criterion');
    expect(byCriterion.settings.familySize).toBe(2);
    const early = await documentOf(example, '--margin', '0.3', '--stopping', 'sequential');
    expect(early.contrasts.map(({ sequential }) => sequential?.plannedQuestions)).toEqual([
      36, 36, 36, 36,
    ]);
  });

  it.each([
    ['a score off the scale', { score: 7.5 }, 'line 3, column score: "7.5" is outside the scale'],
    ['no number', { score: 'NaN' }, 'line 3, column score: "NaN" is no number'],
    ['another context', { context: 'oracel' }, 'column context: "oracel" is no context: did you'],
    ['a broken size', { train_size: '2e' }, 'column train_size: "2e" is no whole number'],
    ['an empty name', { question: '' }, 'line 3, column question: is empty'],
    ['the same row again', { arm: 'small', train_size: null }, 'already in line 2: leave one out'],
  ])('refuses %s and writes nothing', async (_, fault, message) => {
    const rows = FOUR.map((row): Row => ({ ...row, context: 'retrieved' }));
    rows[1] = { ...(rows[1] as Row), ...fault };
    const file = join(out.path, 'scores.csv');
    await writeCsv(file, rows);
    const work = analysed(file);
    await expect(work).rejects.toThrow(CliError);
    await expect(work).rejects.toThrow(`${file}, `);
    await expect(work).rejects.toThrow(message);
    expect(await readdir(out.path)).not.toContain('out');
  });

  it.each([
    ['dataset,question,arm,criteron,score\n', 'no column "criteron": did you mean criterion?'],
    ['dataset,question,arm\n', 'the columns criterion, score must be there'],
    ['dataset,question,arm,criterion,score\n', 'there is no row of scores'],
    ['dataset,question,arm,criterion,score\na,b\n', 'Invalid Record Length'],
  ])('refuses the file %j', async (text, message) => {
    const file = join(out.path, 'scores.csv');
    await writeFile(file, text);
    await expect(analysed(file)).rejects.toThrow(message);
  });

  it.each([
    ['scores.txt', [], 'say what it is with --format csv|jsonl|parquet'],
    ['none.csv', [], 'no such file or directory'],
    ['none.csv', ['--format', 'tsv'], '--format tsv is unknown: use csv, jsonl, parquet'],
    ['none.csv', ['--margin', 'much'], '--margin much is not possible: give a number from 0'],
    ['none.csv', ['--stopping', 'sequental'], 'did you mean sequential?'],
  ])('refuses %s with %j', async (name, options, message) => {
    await expect(analysed(join(out.path, name), ...options)).rejects.toThrow(message);
  });

  it('takes a text that is no Parquet for what it is', async () => {
    const { csv } = await writeScores(out.path, FOUR);
    await expect(analysed(csv, '--format', 'parquet')).rejects.toThrow('no readable Parquet file');
  });
});
