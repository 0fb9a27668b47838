import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { jest } from '@jest/globals';
import type { Analysis } from '@equipoise/contracts';
import { sharedData, temporaryFolder } from '@equipoise/testing';
import { program } from '../src/program.js';

jest.setTimeout(60_000);

const data = sharedData();
if (data === undefined) {
  process.stderr.write('SKIPPED: published labels, because there is no ../shared/data here\n');
}

type Row = Readonly<Record<string, string | number | null>>;
type People = NonNullable<Analysis['humanLabels']>;

/** What people say, by `equipoise analyse` on rows of scores and of labels. */
async function people(
  scores: readonly Row[],
  labels: readonly Row[],
  baseline: string,
): Promise<People> {
  const out = await temporaryFolder();
  try {
    const files = [join(out.path, 'scores.jsonl'), join(out.path, 'labels.jsonl')] as const;
    for (const [i, rows] of [scores, labels].entries()) {
      await writeFile(files[i] ?? '', rows.map((row) => JSON.stringify(row)).join('\n'));
    }
    let printed = '';
    const stream = (take: (text: string) => void): NodeJS.WriteStream =>
      ({ write: take }) as unknown as NodeJS.WriteStream;
    const argv = ['node', 'equipoise', 'analyse', files[0], '--labels', files[1], '--json'];
    await program([...argv, '--out', out.path, '--baseline', baseline], {
      env: {},
      stdout: stream((text) => (printed += text)),
      stderr: stream(() => undefined),
      signal: new AbortController().signal,
    });
    return (JSON.parse(printed) as Analysis).humanLabels!;
  } finally {
    await out.remove();
  }
}

const rounded = (value: number | null | undefined): string => value?.toFixed(6) ?? '';
const estimateOf = ({ value, interval }: People['agreement'][number]['spearman']): string[] =>
  [value, interval?.lower, interval?.upper].map(rounded);

/** An item of the published G-Eval replicates: one reply of one system, judged 20 times and by people. */
interface Item {
  readonly source: string;
  readonly system_id: string;
  readonly scores: Readonly<Record<string, number>>;
  readonly all_responses: readonly string[];
}

const ORIGINAL = 'Original Ground Truth';

async function geval(file: string): Promise<Item[]> {
  return JSON.parse(await readFile(join(data ?? '', 'judge', file), 'utf8')) as Item[];
}

const placeOf = ({ source, system_id: arm }: Item, criterion: string): Row => {
  return { dataset: 'topical-chat', question: source, arm, criterion };
};

/** The first number of each raw reply of the judge. */
const judged = (items: readonly Item[], criterion: string): Row[] =>
  items.flatMap((item) =>
    item.all_responses.map((reply, repeat) => {
      const score = Number(/\d+(\.\d+)?/.exec(reply)?.[0]);
      return { ...placeOf(item, criterion), repeat, score };
    }),
  );

/** The published mean over three people, of the items that are wanted. */
const byPeople = (items: readonly Item[], criterion: string, isWanted = (_: Item) => true): Row[] =>
  items.filter(isWanted).map((item) => ({
    ...placeOf(item, criterion),
    rater: 'mean of three',
    score: item.scores[criterion] ?? null,
  }));

interface Answer {
  readonly question: string;
  readonly arm: string;
  readonly acceptable: string;
  readonly annotators: readonly string[];
  readonly gpt4: string;
}

/** Answers of systems to NQ questions, the systems numbered within each question. */
async function acceptability(): Promise<Answer[]> {
  const [humans = [], machines = []] = await Promise.all(
    ['NQ301_human.tsv', 'NQ301_gpt-4.tsv'].map(async (file) => {
      const text = await readFile(join(data ?? '', 'judge', file), 'utf8');
      return text
        .split('\n')
        .slice(1)
        .filter((line) => line.trim() !== '')
        .map((line) => line.split('\t'));
    }),
  );
  const seen = new Map<string, number>();
  return humans.map(([question = '', , , acceptable = '', ...annotators], i) => {
    const place = (seen.get(question) ?? 0) + 1;
    seen.set(question, place);
    const said = annotators.map((label) => label.trim()).filter((label) => label !== '');
    const gpt4 = machines[i]?.[4] ?? '';
    return { question, arm: `system ${place}`, acceptable, annotators: said, gpt4 };
  });
}

/** 5 for an answer that starts with yes, 1 for no, none for anything else. */
function yesOrNo(text: string): number | null {
  if (/^yes/i.test(text.trim())) return 5;
  return /^no/i.test(text.trim()) ? 1 : null;
}

// Every figure below was computed from the files by a separate program.
(data === undefined ? describe.skip : describe)(
  'equipoise analyse --labels on published labels (skipped without ../shared/data)',
  () => {
    it.each([
      [
        ...(['coherence', 'gpt3.5_coh_geval.json', 359] as const),
        ['0.466299', '0.352548', '0.566470'],
        ['0.333056', '0.224344', '0.441768'],
        ['0.231704', '0.141989', '0.321419'],
      ],
      [
        ...(['engagingness', 'gpt3.5_eng_geval.json', 356] as const),
        ['0.560778', '0.479738', '0.632331'],
        ['0.333798', '0.251897', '0.415698'],
        ['-0.104218', '-0.169520', '-0.038916'],
      ],
    ])('finds how far G-Eval agrees with people on %s', async (...expected) => {
      const [criterion, file, answers, spearman, kappa, bias] = expected;
      const items = await geval(file);
      const { agreement } = await people(
        judged(items, criterion),
        byPeople(items, criterion),
        ORIGINAL,
      );
      expect(agreement).toHaveLength(1);
      expect(agreement[0]).toMatchObject({ criterion, answers, clusters: 60, raters: 1 });
      expect(estimateOf(agreement[0]!.spearman)).toEqual(spearman);
      expect(estimateOf(agreement[0]!.quadraticKappa)).toEqual(kappa);
      expect(estimateOf(agreement[0]!.bias)).toEqual(bias);
    });

    it('corrects G-Eval by the labels of 36 of 60 conversations towards what people say of all', async () => {
      const items = await geval('gpt3.5_coh_geval.json');
      const sources = [...new Set(items.map(({ source }) => source))].sort();
      const drawn = new Set(sources.filter((_, i) => [0, 2, 4].includes(i % 5)));
      const labels = byPeople(items, 'coherence', ({ source }) => drawn.has(source));
      const { contrasts } = await people(judged(items, 'coherence'), labels, ORIGINAL);
      const found = contrasts.map(
        ({ arm, labelled, unlabelled, judge, people: own, corrected }) => [
          arm,
          [
            ...[labelled, unlabelled, rounded(judge.difference), rounded(own.difference)],
            ...[corrected?.weight, corrected?.difference, corrected?.standardError].map(rounded),
            ...[corrected?.interval.lower, corrected?.interval.upper].map(rounded),
          ],
        ],
      );
      expect(Object.fromEntries(found)).toEqual({
        'Argmax Decoding': [
          ...[36, 24, '-0.363333', '-0.398148', '0.077230', '-0.401527', '0.095302'],
          ...['-0.595001', '-0.208053'],
        ],
        'New Human Generated': [
          ...[36, 24, '0.150000', '0.268519', '0.085882', '0.267326', '0.066826'],
          ...['0.131661', '0.402990'],
        ],
        'Nucleus Decoding (p = 0.3)': [
          ...[36, 24, '-0.290583', '-0.694444', '0.147181', '-0.691133', '0.121320'],
          ...['-0.937425', '-0.444840'],
        ],
        'Nucleus Decoding (p = 0.5)': [
          ...[35, 24, '-0.319492', '-0.714286', '0.195026', '-0.698289', '0.102101'],
          ...['-0.905783', '-0.490794'],
        ],
        'Nucleus Decoding (p = 0.7)': [
          ...[36, 24, '-0.312500', '-0.731481', '0.195984', '-0.721274', '0.093198'],
          ...['-0.910476', '-0.532071'],
        ],
      });
      expect(contrasts.map(({ finding }) => finding)).toEqual(Array(5).fill('supports'));
    });

    it('finds kappa of GPT-4 with people on yes and no, and alpha between people', async () => {
      const answers = await acceptability();
      expect(answers).toHaveLength(1490);
      const place = ({ question, arm }: Answer): Row => {
        return { dataset: 'nq', question, arm, criterion: 'acceptability' };
      };
      const scores = answers.map((own) => ({ ...place(own), score: yesOrNo(own.gpt4) }));
      const agreed = answers.map((own) => ({
        ...place(own),
        ...{ rater: 'agreed', score: yesOrNo(own.acceptable) },
      }));
      const [kappa] = (await people(scores, agreed, 'system 1')).agreement;
      // with two categories quadratic weights are none: plain kappa, of 1480 answers that GPT-4 judged
      expect(kappa).toMatchObject({ answers: 1480, clusters: 301, labels: 1490, raters: 1 });
      expect(rounded(kappa?.quadraticKappa.value)).toBe('0.696395');
      const each = answers.flatMap((own) =>
        own.annotators.map((label, i) => ({
          ...place(own),
          ...{ rater: `annotator ${i + 1}`, score: yesOrNo(label) },
        })),
      );
      const [alpha] = (await people(scores, each, 'system 1')).agreement;
      expect(alpha).toMatchObject({ labels: 3196, raters: 3, betweenRaters: { answers: 1490 } });
      expect(rounded(alpha?.betweenRaters.value)).toBe('0.731226');
    });
  },
);
