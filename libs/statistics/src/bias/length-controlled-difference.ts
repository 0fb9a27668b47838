import { type ClusterLabel } from '../clusters/cluster-label.js';
import { type Interval, tInterval } from '../clusters/t-interval.js';
import { tTestOf } from '../clusters/t-test.js';
import { isRounding, largestSize, meanOf, sumOf } from '../moments.js';
import { requireAlpha, requireLength, requireScores } from '../require.js';
import { coefficientError } from './cluster-correction.js';

export interface LengthControlledInput {
  /** Paired score differences, tuned minus base, one a question, shape [n], n >= 1. */
  readonly differences: readonly number[];
  /** Paired differences of answer length in any unit, shape [n]. */
  readonly lengthDifferences: readonly number[];
  /** Cluster of each question, shape [n]. */
  readonly clusters: readonly ClusterLabel[];
  /** Two-sided level, [1e-12, 0.5). */
  readonly alpha: number;
}

/** Every number is finite; what does not exist is undefined, and `note` says why. */
export interface LengthControlledDifference {
  /** Mean difference as observed. */
  readonly raw: number;
  /** Expected difference of two answers of one length, in units of the score. */
  readonly estimate: number | undefined;
  /** Change of the difference per unit of length. */
  readonly slope: number | undefined;
  /** Cluster-robust (CR1), of the estimate. */
  readonly standardError: number | undefined;
  readonly degreesOfFreedom: number | undefined;
  readonly t: number | undefined;
  /** Two-sided p-value of no difference at equal length. */
  readonly pValue: number | undefined;
  /** Of the estimate at 1 - alpha. */
  readonly interval: Interval | undefined;
  /**
   * `constant-length`: all length differences are equal, so that length explains nothing; the
   * estimate is the raw one if they are all 0, and unknown otherwise. `few-clusters`: fewer than 3, or
   * fewer than 3 questions: no error bar. `perfect-fit`: no residual is left, so no error bar.
   */
  readonly note: 'constant-length' | 'few-clusters' | 'perfect-fit' | undefined;
}

/**
 * Score difference with the answers' length held equal: the intercept of the least-squares line of
 * paired score differences on paired length differences. It asks what is left where lengths agree,
 * on the assumption that length acts along a line; it does not tell why lengths differ.
 *
 * @throws InvalidStatisticsInputError when a list is empty, of another length or not finite, or
 *   `alpha` is out of range
 * @source ordinary least squares with CR1 errors and t with G - 1 degrees of freedom; the idea after
 *   Dubois et al. 2024 (arXiv 2404.04475)
 */
export function lengthControlledDifference(
  input: LengthControlledInput,
): LengthControlledDifference {
  const { differences, lengthDifferences, clusters, alpha } = input;
  requireScores('differences', differences);
  requireScores('lengthDifferences', lengthDifferences);
  requireLength('lengthDifferences', lengthDifferences, differences.length);
  requireLength('clusters', clusters, differences.length);
  requireAlpha(alpha);

  const raw = meanOf(differences);
  const line = leastSquares(lengthDifferences, differences);
  if (line === undefined) {
    const estimate = largestSize(lengthDifferences) === 0 ? raw : undefined;
    return { raw, ...without(estimate), slope: undefined, note: 'constant-length' };
  }
  const { intercept: estimate, slope } = line;
  const scale = largestSize(differences);
  if (isRounding(largestSize(line.residuals), scale)) {
    const note = differences.length < 3 ? 'few-clusters' : 'perfect-fit';
    return { raw, ...without(estimate), slope, note };
  }
  const error = coefficientError(line.influences, clusters);
  return {
    raw,
    estimate,
    slope,
    ...error,
    ...tTestOf(estimate, error.standardError, error.degreesOfFreedom),
    interval: tInterval({ mean: estimate, ...error }, alpha),
    note: error.standardError === undefined ? 'few-clusters' : undefined,
  };
}

interface Line {
  readonly intercept: number;
  readonly slope: number;
  readonly residuals: readonly number[];
  /** Of each residual on the intercept. */
  readonly influences: readonly number[];
}

/** Undefined when x does not vary. */
function leastSquares(x: readonly number[], y: readonly number[]): Line | undefined {
  const [meanX, meanY] = [meanOf(x), meanOf(y)];
  const fromMean = x.map((value) => value - meanX);
  const largest = largestSize(fromMean);
  if (isRounding(largest, largestSize(x))) return undefined;
  // in units of the largest distance, so that no square overflows
  const scaled = fromMean.map((value) => value / largest);
  const squares = sumOf(scaled.map((value) => value * value));
  const scaledSlope = sumOf(scaled.map((value, i) => value * ((y[i] as number) - meanY))) / squares;
  const scaledMean = meanX / largest;
  const residuals = y.map((value, i) => value - meanY - scaledSlope * (scaled[i] as number));
  return {
    intercept: meanY - scaledSlope * scaledMean,
    slope: scaledSlope / largest,
    residuals,
    influences: residuals.map(
      (residual, i) => residual * (1 / x.length - (scaledMean * (scaled[i] as number)) / squares),
    ),
  };
}

function without(estimate: number | undefined) {
  return {
    estimate,
    standardError: undefined,
    degreesOfFreedom: undefined,
    t: undefined,
    pValue: undefined,
    interval: undefined,
  };
}
