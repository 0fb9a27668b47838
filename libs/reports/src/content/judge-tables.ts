import type { Analysis, DatasetQualification } from '@equipoise/contracts';
import { BOUNDS, counted, decimal, percent, whole } from '@equipoise/analysis';
import { NOTHING, number, type TextTable, words } from './text-table.js';
import { decimalOr, probabilityOr, range, signedOr } from './wording.js';

const STATUS_NAME = {
  qualified: 'qualified',
  unqualified: 'UNQUALIFIED',
  'not-tested': 'not tested',
} as const satisfies Record<DatasetQualification['status'], string>;

const PLACE = [words('Dataset'), words('Criterion')];

type Findings = NonNullable<DatasetQualification['findings']>;

/** One sentence for each dataset and criterion: the finding, and why. */
export function judgeFindings({ judgeQualification, settings }: Analysis): string[] {
  return judgeQualification.map(({ dataset, criterion, status, reasons, findings }) => {
    const why = reasons.length === 0 ? '' : `: ${reasons.join('; ')}`;
    const basis = findings
      ? ` (${counted(findings.questions, 'question')}, ${counted(findings.judgements, 'judgement')})`
      : '';
    const repeats = findings === null ? '' : repeatsText(findings, settings.repeats);
    return `${settings.judge} is ${STATUS_NAME[status]} for ${criterion} on ${dataset}${basis}${why}.${repeats}`;
  });
}

/** How many calls on an answer are worth buying; empty where the reliability of one is not known. */
function repeatsText({ repeatability }: Findings, bought: number): string {
  const { icc, target, repeatsForTarget } = repeatability;
  if (icc === null) return '';
  const worth =
    repeatsForTarget === null
      ? `no number of calls reaches ${decimal(target)}`
      : `the mean of ${counted(repeatsForTarget, 'call')} reaches ${decimal(target)}`;
  return (
    ` One call has a reliability of ${decimal(icc)} (ICC) on these answers; ${worth}, ` +
    `and each answer of the experiment gets ${whole(bought)}.`
  );
}

/** Whether the judge tells good answers from bad ones, and minds their length. */
export function separationTable(analysis: Analysis): TextTable {
  return {
    caption:
      'The judge on answers whose order is known: gold, another question’s gold (wrong), the first half (cut), gold between neutral sentences (padded). AUROC: 1 is perfect, 0.5 is guessing',
    columns: [
      ...PLACE,
      ...['Gold', 'Wrong', 'Cut', 'Padded', 'AUROC, wrong', 'AUROC, cut', 'In order'].map(number),
      ...['Change by padding', 'TOST p'].map(number),
      words('Length'),
    ],
    rows: rowsOf(
      analysis,
      ({ meanScores, goldAboveWrong, goldAboveCut, monotonicity, padding }) => [
        ...[meanScores.gold, meanScores.wrong, meanScores.cut, meanScores.padded].map((mean) =>
          decimalOr(mean),
        ),
        areaText(goldAboveWrong),
        areaText(goldAboveCut),
        `${whole(monotonicity.ordered)} of ${whole(monotonicity.questions)}`,
        padding === null ? NOTHING : changeText(padding),
        probabilityOr(padding?.equivalenceP ?? null),
        padding?.finding ?? NOTHING,
      ],
    ),
  };
}

/** Whether the judge says the same again, and what it leaves out. */
export function repeatTable(analysis: Analysis): TextTable {
  return {
    caption:
      'The judge asked again: reliability of one call, and the calls whose mean reaches the target; scores that are missing, probability outside the score tokens',
    columns: [
      ...PLACE,
      ...['Repeats', 'ICC', 'Target', 'Repeats for it', 'Missing', 'Leaked'].map(number),
      words('Note'),
    ],
    rows: rowsOf(analysis, ({ repeats, repeatability, judgements, missing, meanLeakedMass }) => [
      whole(repeats),
      decimalOr(repeatability.icc),
      decimal(repeatability.target),
      repeatability.repeatsForTarget === null ? NOTHING : whole(repeatability.repeatsForTarget),
      `${whole(missing)} of ${whole(judgements)}`,
      percent(meanLeakedMass),
      repeatability.note === '' ? NOTHING : repeatability.note,
    ]),
  };
}

function rowsOf(
  { judgeQualification }: Analysis,
  cells: (findings: Findings) => string[],
): string[][] {
  return judgeQualification.flatMap(({ dataset, criterion, findings }) =>
    findings === null ? [] : [[dataset, criterion, ...cells(findings)]],
  );
}

function areaText({ area, interval }: Findings['goldAboveWrong']): string {
  if (area === null || interval === null) return decimalOr(area);
  return `${decimal(area)} (${range(interval, BOUNDS.share)})`;
}

function changeText({ difference, interval }: NonNullable<Findings['padding']>): string {
  const change = signedOr(difference);
  return interval === null ? change : `${change} (${range(interval, BOUNDS.scoreDifference)})`;
}
