import { type TTest, tTestOf } from '../clusters/t-test.js';
import { requireThat } from '../require.js';
import { correlation, type CorrelationKind } from './correlations.js';
import { requireCorrelation } from './correlation-test.js';

export interface DependentCorrelations {
  /** First judge with the humans, in [-1, 1]. */
  readonly firstHuman: number;
  /** Second judge with the humans, in [-1, 1]. */
  readonly secondHuman: number;
  /** First judge with the second, in [-1, 1]. */
  readonly firstSecond: number;
  /** Answers that all three scored, a whole number >= 4. */
  readonly n: number;
}

export interface WilliamsTest extends TTest {
  /** n - 3. */
  readonly degreesOfFreedom: number;
}

/** Negative determinants of this size are rounding. */
const ROUNDING = 1e-9;

/**
 * Tests that two judges correlate equally with the same humans on the same answers; t > 0 favours the
 * first. Where the judges are the same up to scale there is nothing to test: p is 1, and t undefined.
 *
 * @throws InvalidStatisticsInputError when a correlation is out of range, the three cannot hold
 *   together, or n is not a whole number >= 4
 * @source Williams 1959 (J. R. Stat. Soc. B 21), as given by Steiger 1980 (Psychol. Bull. 87) eq. 7
 */
export function williamsTest(input: DependentCorrelations): WilliamsTest {
  const { firstHuman, secondHuman, firstSecond, n } = input;
  requireCorrelation('firstHuman', firstHuman);
  requireCorrelation('secondHuman', secondHuman);
  requireCorrelation('firstSecond', firstSecond);
  requireThat(Number.isInteger(n) && n >= 4, `n is ${n}; give a whole number >= 4`);
  const determinant =
    1 -
    firstHuman ** 2 -
    secondHuman ** 2 -
    firstSecond ** 2 +
    2 * firstHuman * secondHuman * firstSecond;
  requireThat(
    determinant >= -ROUNDING,
    `correlations ${firstHuman}, ${secondHuman} and ${firstSecond} cannot hold together; give three of the same answers`,
  );
  const mean = (firstHuman + secondHuman) / 2;
  const variance =
    (2 * ((n - 1) / (n - 3)) * Math.max(0, determinant) + mean ** 2 * (1 - firstSecond) ** 3) /
    ((n - 1) * (1 + firstSecond));
  const error = variance > 0 ? Math.sqrt(variance) : 0;
  return { ...tTestOf(firstHuman - secondHuman, error, n - 3), degreesOfFreedom: n - 3 };
}

export interface JudgeComparisonInput {
  /** Human scores, shape [n], n >= 4. */
  readonly human: readonly number[];
  /** Scores by two judges of the same answers, each of shape [n]. */
  readonly first: readonly number[];
  readonly second: readonly number[];
  /** The test is exact for `pearson` of normal scores and an approximation for ranks. */
  readonly kind: CorrelationKind;
}

/**
 * Williams' test from the scores themselves.
 *
 * @returns undefined when a list has no spread
 * @throws InvalidStatisticsInputError as williamsTest, or when lists are of other lengths or not finite
 */
export function compareJudges(
  input: JudgeComparisonInput,
): (DependentCorrelations & WilliamsTest) | undefined {
  const { human, first, second, kind } = input;
  const firstHuman = correlation(first, human, kind);
  const secondHuman = correlation(second, human, kind);
  const firstSecond = correlation(first, second, kind);
  if (firstHuman === undefined || secondHuman === undefined || firstSecond === undefined) {
    return undefined;
  }
  const correlations = { firstHuman, secondHuman, firstSecond, n: human.length };
  return { ...correlations, ...williamsTest(correlations) };
}
