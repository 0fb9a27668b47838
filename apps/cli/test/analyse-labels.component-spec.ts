import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Analysis } from '@equipoise/contracts';
import { temporaryFolder } from '@equipoise/testing';
import { program } from '../src/program.js';
import { pair, type Row, writeCsv, writeScores } from './score-files.js';

let out: Awaited<ReturnType<typeof temporaryFolder>>;
beforeEach(async () => {
  out = await temporaryFolder();
});
afterEach(() => out.remove());

/** Runs `equipoise analyse` on the scores and labels of the folder. */
async function analysed(
  scores: string,
  labels: string,
  ...options: string[]
): Promise<{ stdout: string; stderr: string }> {
  const texts = { stdout: '', stderr: '' };
  const stream = (name: keyof typeof texts): NodeJS.WriteStream =>
    ({ write: (text: string) => (texts[name] += text) }) as unknown as NodeJS.WriteStream;
  const argv = ['node', 'equipoise', 'analyse', scores, '--labels', labels, '--out', out.path];
  await program([...argv, ...options], {
    ...{ env: {}, stdout: stream('stdout'), stderr: stream('stderr') },
    signal: new AbortController().signal,
  });
  return texts;
}

const peopleOf = (text: string): NonNullable<Analysis['humanLabels']> =>
  (JSON.parse(text) as Analysis).humanLabels!;

/** The judge: base 3, tuned 4 or 5. */
const SCORES = Array.from({ length: 40 }, (_, i) => pair(`q${i}`, 3, i % 2 === 0 ? 4 : 5)).flat();
/** People, on every question: base 3 or 4, tuned 2. */
const LABELS = SCORES.map((row, i): Row => ({
  ...row,
  rater: 'ann',
  score: row.train_size === null ? 3 + (i % 8 === 0 ? 1 : 0) : 2,
}));

const writeLabels = async (rows: readonly Row[]): Promise<string> => {
  const file = join(out.path, 'labels.csv');
  await writeCsv(file, rows);
  return file;
};

describe('equipoise analyse --labels', () => {
  it('puts what people say beside what the judge says, in every format of both files', async () => {
    const scores = await writeScores(out.path, SCORES);
    await writeFile(
      join(out.path, 'labels.jsonl'),
      LABELS.map((row) => JSON.stringify(row)).join('\n'),
    );
    const csv = await writeLabels(LABELS);
    const found = peopleOf((await analysed(scores.csv, csv, '--json')).stdout);
    const again = await analysed(scores.parquet, join(out.path, 'labels.jsonl'), '--json');
    expect(peopleOf(again.stdout)).toEqual(found);
    // 40 questions, people's difference -1 on 30 and -2 on 10
    expect(found.contrasts[0]).toMatchObject({
      ...{ labelled: 40, unlabelled: 0, finding: 'contradicts' },
      people: { difference: -1.25 },
      corrected: { difference: -1.25, weight: null },
    });
    expect(found).toMatchObject({ revision: 0, labels: 80, answers: 80, raters: 1 });
    const { stdout } = await analysed(scores.csv, csv);
    expect(stdout).toContain('What people say');
    expect(stdout).toContain("people contradict the verdict, which rests on the judge's scores");
    expect(stdout).toContain('▲ helps');
  });

  it('leaves rows without a score out, and says so', async () => {
    const { csv } = await writeScores(out.path, SCORES);
    const rows = LABELS.map((row, i) => (i < 20 ? { ...row, score: null } : row));
    const { stdout, stderr } = await analysed(csv, await writeLabels(rows), '--json');
    expect(peopleOf(stdout)).toMatchObject({ labels: 60, contrasts: [{ labelled: 30 }] });
    expect(stderr).toContain('20 rows of');
  });

  it('tells arms of one name apart by what the row says of them', async () => {
    const { csv } = await writeScores(out.path, SCORES);
    const rows = LABELS.map(({ train_size = null, ...row }): Row => ({ ...row, train_size }));
    const { stdout } = await analysed(csv, await writeLabels(rows), '--json');
    expect(peopleOf(stdout).contrasts[0]?.labelled).toBe(40);
  });

  it.each<[string, Row, string]>([
    ['an unknown question', { question: 'q99' }, 'line 3, column question: answer 0 of "small" to'],
    ['an unknown arm', { arm: 'smal' }, 'line 3, column arm: no score is of "smal" with this base'],
    ['an unknown size', { train_size: 7 }, 'column arm: no score is of "small"'],
    ['another criterion', { criterion: 'acuracy' }, 'did you mean accuracy?'],
    ['a score off the scale', { score: 0 }, 'line 3, column score: "0" is outside the scale'],
    ['no number', { score: 'NaN' }, 'line 3, column score: "NaN" is no number'],
    ['nobody', { rater: '' }, 'line 3, column rater: is empty: fill it in'],
    ['the same twice', { train_size: null }, 'labelled this answer on accuracy in line 2 already'],
  ])('refuses %s', async (_, fault, message) => {
    const { csv } = await writeScores(out.path, SCORES);
    const rows = LABELS.map((row, i) => (i === 1 ? { ...row, ...fault } : row));
    const work = analysed(csv, await writeLabels(rows));
    await expect(work).rejects.toThrow(message);
    await expect(work).rejects.toThrow(`${join(out.path, 'labels.csv')}, `);
  });

  it('refuses a column that only a score file has, and one that is missing', async () => {
    const { csv } = await writeScores(out.path, SCORES);
    const repeated = LABELS.map((row) => ({ ...row, repeat: 1 }));
    await expect(analysed(csv, await writeLabels(repeated))).rejects.toThrow('no column "repeat"');
    const nobody = LABELS.map(({ rater: _rater, ...row }) => row);
    await expect(analysed(csv, await writeLabels(nobody))).rejects.toThrow(
      'the column rater must be there',
    );
  });
});
