import { requireAlpha, requireTable } from '../require.js';
import { type CrossedAnova, crossedAnova } from '../variance/crossed-anova.js';
import {
  type IccForm,
  type IccSquares,
  oneWayForm,
  twoWayFixedForm,
  twoWayRandomForm,
} from './icc-forms.js';

/**
 * - `single-target`, `single-judge`: targets and judges cannot be told apart, so there is no ICC;
 * - `constant`: all ratings are equal, so there is no ICC.
 */
export type IccNote = 'single-target' | 'single-judge' | 'constant';

/** Every number is finite; what does not exist is undefined, and `note` says why. */
export interface IntraclassCorrelations {
  readonly targetCount: number;
  readonly judgeCount: number;
  /** BMS, WMS, JMS and EMS of the two-way table. */
  readonly meanSquares: Readonly<
    Record<'targets' | 'withinTargets' | 'judges' | 'residual', number | undefined>
  >;
  /** ICC(1,1), ICC(1,k): other judges for each target, or repeats of one judge. */
  readonly oneWay: IccForm;
  /** ICC(2,1), ICC(2,k): judges drawn at random, absolute agreement. */
  readonly twoWayRandom: IccForm;
  /** ICC(3,1), ICC(3,k): these very judges, consistency. */
  readonly twoWayFixed: IccForm;
  readonly note: IccNote | undefined;
}

/**
 * The six intraclass correlations of a complete table of ratings.
 *
 * @param ratings shape [targets][judges], no cell missing; with gaps use `krippendorffAlpha`
 * @param alpha chance left outside the intervals, [1e-12, 0.5)
 * @throws InvalidStatisticsInputError when the table is empty, not rectangular or not finite, or
 *   `alpha` is out of range
 * @source Shrout and Fleiss 1979 (Psychol. Bull. 86); the same forms and their intervals: McGraw and
 *   Wong 1996 (Psychol. Methods 1) table 7
 */
export function intraclassCorrelations(
  ratings: readonly (readonly number[])[],
  alpha: number,
): IntraclassCorrelations {
  requireTable('ratings', ratings);
  requireAlpha(alpha);
  const anova = crossedAnova(ratings);
  const meanSquares = {
    targets: anova.meanSquareRows,
    withinTargets: anova.meanSquareWithinRows,
    judges: anova.meanSquareColumns,
    residual: anova.meanSquareResidual,
  };
  const note = noteOf(anova);
  const counts = { targetCount: anova.rows, judgeCount: anova.columns };
  if (note !== undefined) return { ...counts, meanSquares, ...withoutForms(), note };
  const squares = { n: anova.rows, k: anova.columns, ...meanSquares } as IccSquares;
  return {
    ...counts,
    meanSquares,
    oneWay: oneWayForm(squares, alpha),
    twoWayRandom: twoWayRandomForm(squares, alpha),
    twoWayFixed: twoWayFixedForm(squares, alpha),
    note,
  };
}

function noteOf({ rows, columns, meanSquareRows, meanSquareWithinRows }: CrossedAnova) {
  if (rows === 1) return 'single-target';
  if (columns === 1) return 'single-judge';
  return meanSquareRows === 0 && meanSquareWithinRows === 0 ? 'constant' : undefined;
}

function withoutForms(): Pick<IntraclassCorrelations, 'oneWay' | 'twoWayRandom' | 'twoWayFixed'> {
  const none = { value: undefined, interval: undefined };
  const form = { single: none, average: none };
  return { oneWay: form, twoWayRandom: form, twoWayFixed: form };
}
