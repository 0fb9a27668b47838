import { normalQuantile } from '../distributions/normal.js';
import { type Interval } from './t-interval.js';

/**
 * Large-sample interval, estimate plus or minus a normal quantile of standard errors.
 *
 * @param outside chance left outside, both sides together, in (0, 1)
 */
export function normalInterval(estimate: number, standardError: number, outside: number): Interval {
  const half = -normalQuantile(outside / 2) * standardError;
  return { lower: estimate - half, upper: estimate + half };
}
