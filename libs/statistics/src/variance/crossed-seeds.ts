import { type Interval, tInterval } from '../clusters/t-interval.js';
import { type TTest, tTestOf } from '../clusters/t-test.js';
import { requireAlpha, requireTable } from '../require.js';
import { type CrossedAnova, crossedAnova } from './crossed-anova.js';

/**
 * - `single-question`, `single-seed`: nothing tells how they differ, so no error bar;
 * - `constant`: all values are equal, so the error bar is 0;
 * - `no-variance-of-mean`: the residual exceeds what questions and seeds add together, so the
 *   estimated variance of the mean is not above 0 and there is no error bar.
 */
export type CrossedNote = 'single-question' | 'single-seed' | 'constant' | 'no-variance-of-mean';

/** Every number is finite; what does not exist is undefined, and `note` says why. */
export interface CrossedComponents extends TTest {
  readonly questionCount: number;
  readonly seedCount: number;
  /** Mean over all cells, in units of the values. */
  readonly mean: number;
  readonly meanSquareQuestions: number | undefined;
  readonly meanSquareSeeds: number | undefined;
  readonly meanSquareResidual: number | undefined;
  /** Variance over questions, >= 0: a negative estimate is given as 0. */
  readonly betweenQuestions: number | undefined;
  /** Variance over seeds, >= 0: a negative estimate is given as 0. */
  readonly betweenSeeds: number | undefined;
  /** For claims about new questions and new fine-tunes: sqrt((MSq + MSs - MSe) / (n M)). */
  readonly standardError: number | undefined;
  /** Satterthwaite's, > 0, not whole. */
  readonly degreesOfFreedom: number | undefined;
  /** At 1 - alpha; undefined also where the degrees of freedom are too near 0 for finite limits. */
  readonly interval: Interval | undefined;
  /** For claims about these very fine-tunes only: sqrt(MSq / (n M)), too narrow for new ones. */
  readonly standardErrorIgnoringSeeds: number | undefined;
  readonly note: CrossedNote | undefined;
}

/**
 * Mean effect over questions crossed with fine-tuning seeds, both random: each seed's model answers
 * every question.
 *
 * @param values effect of each question under each seed, shape [n][M], no cell missing
 * @param alpha chance left outside the interval, [1e-12, 0.5)
 * @throws InvalidStatisticsInputError when the table is empty, not rectangular or not finite, or
 *   `alpha` is out of range
 * @source two-way random effects without replication; degrees of freedom: Satterthwaite 1946
 *   (Biometrics Bull. 2) for MSq + MSs - MSe
 */
export function crossedSeeds(
  values: readonly (readonly number[])[],
  alpha: number,
): CrossedComponents {
  requireTable('values', values);
  requireAlpha(alpha);
  const anova = crossedAnova(values);
  const error = errorOf(anova);
  const { mean } = anova;
  return {
    questionCount: anova.rows,
    seedCount: anova.columns,
    mean,
    meanSquareQuestions: anova.meanSquareRows,
    meanSquareSeeds: anova.meanSquareColumns,
    meanSquareResidual: anova.meanSquareResidual,
    ...variancesOf(anova),
    ...error,
    ...tTestOf(mean, error.standardError, error.degreesOfFreedom),
    interval: finite(tInterval({ mean, ...error }, alpha)),
  };
}

function finite(interval: Interval | undefined): Interval | undefined {
  return interval && Number.isFinite(interval.upper - interval.lower) ? interval : undefined;
}

type CrossedError = Pick<CrossedComponents, 'standardError' | 'degreesOfFreedom' | 'note'>;

function errorOf(anova: CrossedAnova): CrossedError {
  const { rows, columns, meanSquareRows, meanSquareColumns, meanSquareResidual } = anova;
  const without = (note: CrossedNote): CrossedError => {
    return { standardError: undefined, degreesOfFreedom: undefined, note };
  };
  if (meanSquareRows === undefined) return without('single-question');
  if (meanSquareColumns === undefined || meanSquareResidual === undefined) {
    return without('single-seed');
  }
  const combined = meanSquareRows + meanSquareColumns - meanSquareResidual;
  if (combined === 0 && meanSquareResidual === 0) {
    const degreesOfFreedom = Math.min(rows, columns) - 1;
    return { standardError: 0, degreesOfFreedom, note: 'constant' };
  }
  if (combined <= 0) return without('no-variance-of-mean');
  const spread =
    meanSquareRows ** 2 / (rows - 1) +
    meanSquareColumns ** 2 / (columns - 1) +
    meanSquareResidual ** 2 / ((rows - 1) * (columns - 1));
  return {
    standardError: Math.sqrt(combined / (rows * columns)),
    degreesOfFreedom: combined ** 2 / spread,
    note: undefined,
  };
}

function variancesOf(
  anova: CrossedAnova,
): Pick<CrossedComponents, 'betweenQuestions' | 'betweenSeeds' | 'standardErrorIgnoringSeeds'> {
  const { rows, columns, meanSquareRows, meanSquareColumns, meanSquareResidual } = anova;
  const variance = (meanSquare: number | undefined, cells: number): number | undefined =>
    meanSquare === undefined || meanSquareResidual === undefined
      ? undefined
      : Math.max(0, (meanSquare - meanSquareResidual) / cells);
  return {
    betweenQuestions: variance(meanSquareRows, columns),
    betweenSeeds: variance(meanSquareColumns, rows),
    standardErrorIgnoringSeeds:
      meanSquareRows === undefined ? undefined : Math.sqrt(meanSquareRows / (rows * columns)),
  };
}
