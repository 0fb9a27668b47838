import { independentMean } from '../clusters/independent-mean.js';
import { type Interval, tInterval } from '../clusters/t-interval.js';
import { type TTest, tTestOf } from '../clusters/t-test.js';
import { requireThat } from '../require.js';

/** Every number is finite; what does not exist is undefined. */
export interface UnpairedContrast extends TTest {
  /** Mean of the first less mean of the second, in units of the score. */
  readonly difference: number;
  /** sqrt(SE1^2 + SE2^2). */
  readonly standardError: number;
  /** Welch and Satterthwaite's, not whole; undefined where neither system's scores vary. */
  readonly degreesOfFreedom: number | undefined;
  readonly interval: Interval | undefined;
}

/**
 * Welch's comparison of two systems on different questions. On the same questions it wastes what they
 * share: take `pairedClusterContrast` there.
 *
 * @param first scores of one system, shape [n], n >= 2
 * @param second scores of the other, shape [m], m >= 2
 * @param alpha chance left outside the interval, [1e-12, 0.5)
 * @throws InvalidStatisticsInputError when a list is too short or not finite, or `alpha` is out of range
 * @source Welch 1947 (Biometrika 34); Miller 2024 (arXiv 2411.00640) eq. 5
 */
export function unpairedContrast(
  first: readonly number[],
  second: readonly number[],
  alpha: number,
): UnpairedContrast {
  const [one, other] = [independentMean(first, alpha), independentMean(second, alpha)];
  requireThat(
    one.standardError !== undefined && other.standardError !== undefined,
    'a system has one score; give at least two of each',
  );
  const variances = [one, other].map(({ standardError = 0 }) => standardError ** 2);
  const [ofOne, ofOther] = variances as [number, number];
  const difference = one.mean - other.mean;
  const standardError = Math.sqrt(ofOne + ofOther);
  const spread = ofOne ** 2 / (one.n - 1) + ofOther ** 2 / (other.n - 1);
  const degreesOfFreedom = spread > 0 ? (ofOne + ofOther) ** 2 / spread : undefined;
  return {
    difference,
    standardError,
    degreesOfFreedom,
    ...tTestOf(difference, standardError, degreesOfFreedom),
    interval: tInterval({ mean: difference, standardError, degreesOfFreedom }, alpha),
  };
}
