import { normalInterval } from '../clusters/normal-interval.js';
import { type Interval } from '../clusters/t-interval.js';
import { sumOf } from '../moments.js';
import { requireAlpha, requireThat } from '../require.js';
import { requireCounts } from './require-counts.js';

/** How much a disagreement counts by the distance of its labels: any alike, |i - j|, (i - j)^2. */
export type KappaWeights = 'unweighted' | 'linear' | 'quadratic';

/**
 * - `single-label`: both raters gave one and the same label, so chance agreement is 1: no kappa;
 * - `perfect-agreement`: the large-sample standard error is 0, which a sample cannot vouch for.
 */
export type KappaNote = 'single-label' | 'perfect-agreement';

/** Every number is finite; what does not exist is undefined, and `note` says why. */
export interface CohenKappa {
  /** At most 1; 0 is chance. */
  readonly kappa: number | undefined;
  /** Weighted share of agreement, in [0, 1]. */
  readonly observedAgreement: number;
  /** The same by chance, from the margins, in [0, 1]. */
  readonly expectedAgreement: number;
  /** For intervals: large-sample, at the estimate. */
  readonly standardError: number | undefined;
  /** For the test of no agreement beyond chance: large-sample, at kappa 0. */
  readonly nullStandardError: number | undefined;
  /** Normal, at 1 - alpha. */
  readonly interval: Interval | undefined;
  readonly note: KappaNote | undefined;
}

/**
 * Agreement of two raters beyond chance.
 *
 * @param table counts of label pairs, shape [k][k], rows by one rater, in the order of the full list
 *   of labels (`agreementTable`): a label that nobody used still spreads the weights
 * @param weights for ordered labels 1 to k take `quadratic`
 * @param alpha chance left outside the interval, [1e-12, 0.5)
 * @throws InvalidStatisticsInputError when the table is not square, holds no item, or a count is not
 *   a whole number >= 0
 * @source Cohen 1960 (Educ. Psychol. Meas. 20) and 1968 (Psychol. Bull. 70); standard errors: Fleiss,
 *   Cohen and Everitt 1969 (Psychol. Bull. 72)
 */
export function cohenKappa(
  table: readonly (readonly number[])[],
  weights: KappaWeights,
  alpha: number,
): CohenKappa {
  requireCounts('table', table);
  requireThat(
    table[0]?.length === table.length,
    `table has ${table.length} rows of ${table[0]?.length ?? 0} columns; give a square one`,
  );
  requireAlpha(alpha);
  const n = sumOf(table.flat());
  requireThat(n > 0, 'table holds no item; give at least one count above 0');
  return kappaOf(momentsOf(table, weights, n), n, alpha);
}

interface AgreementMoments {
  readonly observed: number;
  readonly expected: number;
  /** Share of the items, chance share, weight, and mean weight of row and column, by cell. */
  readonly cells: readonly {
    readonly share: number;
    readonly chance: number;
    readonly weight: number;
    readonly marginalWeight: number;
  }[];
}

function momentsOf(
  table: readonly (readonly number[])[],
  kind: KappaWeights,
  n: number,
): AgreementMoments {
  const rows = table.map((row) => sumOf(row) / n);
  const columns = rows.map((_, j) => sumOf(table.map((row) => row[j] as number)) / n);
  const weight = (i: number, j: number): number => agreementWeight(kind, i, j, table.length);
  const rowWeights = rows.map((_, i) => sumOf(columns.map((share, j) => share * weight(i, j))));
  const columnWeights = columns.map((_, j) => sumOf(rows.map((share, i) => share * weight(i, j))));
  const cells = table.flatMap((row, i) =>
    row.map((count, j) => ({
      share: count / n,
      chance: (rows[i] as number) * (columns[j] as number),
      weight: weight(i, j),
      marginalWeight: (rowWeights[i] as number) + (columnWeights[j] as number),
    })),
  );
  return {
    observed: sumOf(cells.map((cell) => cell.weight * cell.share)),
    expected: sumOf(cells.map((cell) => cell.weight * cell.chance)),
    cells,
  };
}

/** In [0, 1]: 1 for the same label, 0 for the two furthest apart, or for any two if unweighted. */
function agreementWeight(kind: KappaWeights, i: number, j: number, k: number): number {
  if (i === j) return 1;
  const distance = Math.abs(i - j) / (k - 1);
  switch (kind) {
    case 'unweighted':
      return 0;
    case 'linear':
      return 1 - distance;
    case 'quadratic':
      return 1 - distance ** 2;
  }
}

function kappaOf(
  { observed, expected, cells }: AgreementMoments,
  n: number,
  alpha: number,
): CohenKappa {
  const agreement = { observedAgreement: observed, expectedAgreement: expected };
  const room = sumOf(cells.map((cell) => (1 - cell.weight) * cell.chance));
  if (room === 0) {
    return { kappa: undefined, ...agreement, ...withoutErrors(), note: 'single-label' };
  }

  const missed = sumOf(cells.map((cell) => (1 - cell.weight) * cell.share)) / room;
  const kappa = 1 - missed;
  const spread = sumOf(
    cells.map(
      ({ share, weight, marginalWeight }) => share * (weight - marginalWeight * missed) ** 2,
    ),
  );
  const nullSpread = sumOf(
    cells.map(({ chance, weight, marginalWeight }) => chance * (weight - marginalWeight) ** 2),
  );
  const error = (squares: number, centre: number): number =>
    Math.sqrt(Math.max(0, squares - centre ** 2) / n) / room;
  const standardError = missed === 0 ? 0 : error(spread, kappa - expected * missed);
  return {
    kappa,
    ...agreement,
    standardError,
    nullStandardError: error(nullSpread, expected),
    interval: normalInterval(kappa, standardError, alpha),
    note: missed === 0 ? 'perfect-agreement' : undefined,
  };
}

function withoutErrors(): Pick<CohenKappa, 'standardError' | 'nullStandardError' | 'interval'> {
  return { standardError: undefined, nullStandardError: undefined, interval: undefined };
}
