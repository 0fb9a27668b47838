import { normalInterval } from '../clusters/normal-interval.js';
import { type Interval } from '../clusters/t-interval.js';
import { requireAlpha, requireNotNegative, requireThat } from '../require.js';

export interface PublishedResults {
  /** Score of one system less that of the other. */
  readonly difference: number;
  /** Standard errors of the two scores, >= 0. */
  readonly firstError: number;
  readonly secondError: number;
  /** Of the two systems' scores over the shared questions, [-1, 1]; 0 for different questions. */
  readonly correlation: number;
  /** Chance left outside the interval, [1e-12, 0.5). */
  readonly alpha: number;
}

export interface PublishedContrast {
  /** Of the difference: sqrt(SE1^2 + SE2^2 - 2 r SE1 SE2). */
  readonly standardError: number;
  /** By the normal quantile: the published numbers do not tell how many questions there were. */
  readonly interval: Interval;
}

/**
 * Compares two systems of which only scores and standard errors are known.
 *
 * @throws InvalidStatisticsInputError when a number is out of range
 * @source Miller 2024 (arXiv 2411.00640) eq. 7 and Table 5
 */
export function publishedContrast(results: PublishedResults): PublishedContrast {
  const { difference, firstError, secondError, correlation, alpha } = results;
  requireThat(Number.isFinite(difference), `difference is ${difference}; give a finite number`);
  requireNotNegative('firstError', firstError);
  requireNotNegative('secondError', secondError);
  requireThat(
    Math.abs(correlation) <= 1,
    `correlation is ${correlation}; give a number in [-1, 1]`,
  );
  requireAlpha(alpha);
  // equal to the sum less 2 r SE1 SE2, and never negative by rounding
  const standardError = Math.sqrt(
    (firstError - secondError) ** 2 + 2 * (1 - correlation) * firstError * secondError,
  );
  return { standardError, interval: normalInterval(difference, standardError, alpha) };
}
