import { type Interval } from '../clusters/t-interval.js';
import { normalCdf, normalQuantile } from '../distributions/normal.js';
import { largestSize, meanOf, sumOf } from '../moments.js';
import { type WeightedSample } from './weighted-sample.js';

export interface BcaInterval extends Interval {
  /** Normal quantile of the share of resampled means below the observed one, ties counted half. */
  readonly bias: number;
  /** Skewness of the leave-one-out means over 6. */
  readonly acceleration: number;
  /** Shares of the resampled means at which the interval ends, in (0, 1). */
  readonly levels: readonly [lower: number, upper: number];
}

/** What the interval is corrected with. */
export interface Observed {
  readonly mean: number;
  /** Means this close count as equal. */
  readonly tolerance: number;
  readonly alpha: number;
}

/**
 * @param jackknife leave-one-out means, shape [G]
 * @returns undefined where these do not vary, or no resampled mean lies on one side of the mean
 * @source Efron 1987 (JASA 82) eqs. 2.2, 2.3 and 6.6
 */
export function bcaInterval(
  sample: WeightedSample,
  jackknife: readonly number[],
  { mean, tolerance, alpha }: Observed,
): BcaInterval | undefined {
  const centre = meanOf(jackknife);
  const distances = jackknife.map((value) => centre - value);
  const largest = largestSize(distances);
  const share = sample.shareBelow(mean, tolerance);
  if (largest <= tolerance || share === 0 || share === 1) return undefined;
  const bias = normalQuantile(share);
  const acceleration = skewnessOf(distances.map((distance) => distance / largest)) / 6;
  const levelAt = (z: number): number => {
    const shifted = bias + z;
    const stretch = 1 - acceleration * shifted;
    // at most 1/6 in size, so reached only beyond 6 standard errors
    if (stretch <= 0) return shifted > 0 ? 1 : 0;
    return normalCdf(bias + shifted / stretch);
  };
  const z = -normalQuantile(alpha / 2);
  const levels = [levelAt(-z), levelAt(z)] as const;
  return {
    lower: sample.quantile(levels[0]),
    upper: sample.quantile(levels[1]),
    bias,
    acceleration,
    levels,
  };
}

/** Sum of cubes over the sum of squares to the power 1.5. */
function skewnessOf(distances: readonly number[]): number {
  const squares = sumOf(distances.map((distance) => distance ** 2));
  return sumOf(distances.map((distance) => distance ** 3)) / squares ** 1.5;
}
