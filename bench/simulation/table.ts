import { ALPHA, type Scenario } from './scenario.js';
import { type ModeTally, type Tally } from './tally.js';

/** What was measured of one scenario in one mode. */
export interface Row {
  readonly cells: readonly string[];
  /** Promises that the figures break, in words; empty when all hold. */
  readonly broken: readonly string[];
}

export const COLUMNS = [
  'truth',
  'mode',
  'any wrong verdict in the family',
  'wrong verdicts',
  'wanted verdicts',
  'coverage',
  'questions saved, median',
];
const COVERAGE = { lowest: 0.94, highest: 0.96 };

/** The rows of one scenario, held against what the method promises. */
export function rowsOf({ name, wanted, fixedKeeps, arms }: Scenario, tally: Tally): Row[] {
  const { experiments, fixed, sequential } = tally;
  // With few seeds intervals are wide rather than exact.
  const severalSeeds = new Set(arms.map(({ treatment }) => treatment?.seed)).size > 1;
  const wantedOf = (own: ModeTally): string => `${percent(own.wanted / own.contrasts)} ${wanted}`;
  const start = (mode: string, own: ModeTally): string[] => [
    ...[name, mode, withError(own.wrongFamilies / experiments, experiments)],
    ...[percent(own.wrong / own.contrasts), wantedOf(own), percent(own.covered / own.contrasts)],
  ];
  return [
    {
      cells: [...start('fixed', fixed), '–'],
      broken: [
        ...brokenError(`${name}, fixed`, fixed, experiments, fixedKeeps),
        ...(severalSeeds ? [] : brokenCoverage(name, fixed)),
      ],
    },
    {
      cells: [...start('sequential', sequential), percent(median(tally.saved))],
      broken: brokenError(`${name}, sequential`, sequential, experiments, 'family'),
    },
  ];
}

/** Every row as a Markdown table. */
export function tableOf(rows: readonly Row[]): string {
  const line = (texts: readonly string[]): string => `| ${texts.join(' | ')} |`;
  return [
    line(COLUMNS),
    line(COLUMNS.map(() => '---')),
    ...rows.map(({ cells }) => line(cells)),
  ].join('\n');
}

// Contrasts of one family are not independent, so experiments count for the error of both rates.
function brokenError(
  name: string,
  own: ModeTally,
  experiments: number,
  unit: 'family' | 'contrast',
): string[] {
  const rate = unit === 'family' ? own.wrongFamilies / experiments : own.wrong / own.contrasts;
  const most = ALPHA + 2 * Math.sqrt((ALPHA * (1 - ALPHA)) / experiments);
  if (rate <= most) return [];
  return [`${name}: wrong verdicts by ${unit} are ${percent(rate)}, more than ${percent(most)}`];
}

function brokenCoverage(name: string, { covered, contrasts }: ModeTally): string[] {
  const coverage = covered / contrasts;
  if (coverage >= COVERAGE.lowest && coverage <= COVERAGE.highest) return [];
  return [`${name}: intervals at 95 % hold the truth ${percent(coverage)} of the time`];
}

/** `4.8 % ± 0.5`: with its Monte-Carlo standard error. */
function withError(rate: number, n: number): string {
  return `${percent(rate)} ± ${(100 * Math.sqrt((rate * (1 - rate)) / n)).toFixed(1)}`;
}

function percent(share: number): string {
  return Number.isNaN(share) ? '–' : `${(100 * share).toFixed(1)} %`;
}

/** @returns NaN of nothing */
function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  const [low, high] = [sorted[Math.ceil(middle) - 1], sorted[Math.floor(middle)]];
  return low === undefined || high === undefined ? NaN : (low + high) / 2;
}
