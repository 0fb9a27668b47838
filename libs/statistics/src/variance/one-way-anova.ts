import { largestSize, meanOf, squaresAround, sumOf } from '../moments.js';
import { meanSquareOf } from './mean-square.js';

/** One-way analysis of variance of groups of any size. */
export interface OneWayAnova {
  readonly degreesBetween: number;
  readonly degreesWithin: number;
  /** Undefined with one group. */
  readonly meanSquareBetween: number | undefined;
  /** Undefined where no group has two values. */
  readonly meanSquareWithin: number | undefined;
  /**
   * Coefficient of the variance between groups in the expected mean square between:
   * (N - sum of m_i^2 / N) / (a - 1), the group size where sizes are equal. Undefined with one group.
   */
  readonly typicalSize: number | undefined;
}

/**
 * Mean squares between and within groups; those that are nothing but rounding are 0.
 *
 * @param groups shape [a][m_i], a >= 1 groups of m_i >= 1 values
 * @source Searle, Casella and McCulloch 1992 (Variance Components) chapter 3
 */
export function oneWayAnova(groups: readonly (readonly number[])[]): OneWayAnova {
  const all = groups.flat();
  const n = all.length;
  const degreesBetween = groups.length - 1;
  const degreesWithin = n - groups.length;
  const means = groups.map(meanOf);
  const scale = largestSize(all);
  const grandMean = meanOf(all);
  const between = sumOf(
    groups.map(({ length }, i) => length * ((means[i] as number) - grandMean) ** 2),
  );
  const within = sumOf(groups.map((group, i) => squaresAround(means[i] as number, group)));
  const weightedSize = sumOf(groups.map(({ length }) => length ** 2)) / n;
  return {
    degreesBetween,
    degreesWithin,
    meanSquareBetween: meanSquareOf(between, degreesBetween, scale),
    meanSquareWithin: meanSquareOf(within, degreesWithin, scale),
    typicalSize: degreesBetween === 0 ? undefined : (n - weightedSize) / degreesBetween,
  };
}
