import { studentTQuantile } from '../distributions/student-t.js';
import { type ClusterRobustMean } from './cluster-robust.js';

export interface Interval {
  readonly lower: number;
  readonly upper: number;
}

/**
 * Student t interval of a mean.
 *
 * @param outside chance left outside, both sides together, in (0, 1)
 * @returns undefined where the mean has no standard error
 */
export function tInterval(
  estimate: Pick<ClusterRobustMean, 'mean' | 'standardError' | 'degreesOfFreedom'>,
  outside: number,
): Interval | undefined {
  const { mean, standardError, degreesOfFreedom } = estimate;
  if (standardError === undefined || degreesOfFreedom === undefined) return undefined;
  const half = -studentTQuantile(outside / 2, degreesOfFreedom) * standardError;
  return { lower: mean - half, upper: mean + half };
}
