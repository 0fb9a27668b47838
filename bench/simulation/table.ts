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
  'a wrong difference',
  'a wrong equivalence',
  'right verdicts',
  'coverage',
  'questions saved, median',
  'calls saved, median',
];
const COVERAGE = { lowest: 0.94, highest: 0.96 };

/** The rows of one scenario, held against what the method promises. */
export function rowsOf({ name, coverage }: Scenario, tally: Tally): Row[] {
  const { experiments, fixed, sequential } = tally;
  const start = (mode: string, own: ModeTally): string[] => [
    ...[name, mode, withError(own.wrongFamilies / experiments, experiments)],
    ...[percent(own.wrongDifferences / experiments), percent(own.wrongEquivalences / experiments)],
    ...[percent(own.right / own.contrasts), percent(own.covered / own.contrasts)],
  ];
  return [
    {
      cells: [...start('fixed', fixed), '–', '–'],
      broken: [
        ...brokenRate(`${name}, fixed, wrong differences`, fixed.wrongDifferences, experiments),
        ...brokenRate(`${name}, fixed, wrong equivalences`, fixed.wrongEquivalences, experiments),
        ...brokenCoverage(name, fixed, coverage),
      ],
    },
    {
      cells: [
        ...start('sequential', sequential),
        percent(median(tally.saved)),
        percent(median(tally.callsSaved)),
      ],
      broken: brokenRate(`${name}, sequential`, sequential.wrongFamilies, experiments),
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

function brokenRate(name: string, families: number, experiments: number): string[] {
  const rate = families / experiments;
  const most = ALPHA + 2 * Math.sqrt((ALPHA * (1 - ALPHA)) / experiments);
  if (rate <= most) return [];
  return [`${name}: in ${percent(rate)} of families, more than ${percent(most)}`];
}

function brokenCoverage(
  name: string,
  { covered, contrasts }: ModeTally,
  promise: Scenario['coverage'],
): string[] {
  const coverage = covered / contrasts;
  const highest = promise === 'exact' ? COVERAGE.highest : 1;
  if (coverage >= COVERAGE.lowest && coverage <= highest) return [];
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
