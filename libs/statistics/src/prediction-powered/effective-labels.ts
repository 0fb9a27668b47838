import { requireNotNegative, requirePositive } from '../require.js';
import { requireCorrelation } from '../reliability/correlation-test.js';

export interface EffectiveLabels {
  /** Variance of the prediction-powered mean over that of the labels' mean, in (0, 1]. */
  readonly varianceRatio: number;
  /** Labels that alone would give the same variance, from n to n + N. */
  readonly effectiveCount: number;
}

/**
 * What a judge saves in labels at best: variance ratio 1 - r^2 N / (n + N), reached by the weight that
 * `predictionPoweredMean` clips to [0, 1]; where it clips, less is saved.
 *
 * @param correlation r of judge and human scores, in [-1, 1]
 * @param labelled n, > 0
 * @param unlabelled N, >= 0
 * @throws InvalidStatisticsInputError when a number is out of range
 * @source Angelopoulos, Duchi and Zrnic 2023 (PPI++, arXiv 2311.01453)
 */
export function effectiveLabels(
  correlation: number,
  labelled: number,
  unlabelled: number,
): EffectiveLabels {
  requireCorrelation('correlation', correlation);
  requirePositive('labelled', labelled);
  requireNotNegative('unlabelled', unlabelled);
  const varianceRatio = 1 - (correlation ** 2 * unlabelled) / (labelled + unlabelled);
  return { varianceRatio, effectiveCount: labelled / varianceRatio };
}
