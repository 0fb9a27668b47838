import { type Interval } from '../clusters/t-interval.js';
import { type TTest } from '../clusters/t-test.js';
import { normalQuantile } from '../distributions/normal.js';
import { studentTTwoSidedP } from '../distributions/student-t.js';
import { requireAlpha, requireThat } from '../require.js';

export interface TestedCorrelation extends TTest {
  /** Undefined without degrees of freedom. */
  readonly degreesOfFreedom: number | undefined;
  /** At 1 - alpha, by Fisher's z; undefined with n <= 3 + controls. */
  readonly interval: Interval | undefined;
}

export interface CorrelationTestOptions {
  /** Chance left outside the interval, [1e-12, 0.5). */
  readonly alpha: number;
  /** Variables held fixed in a partial correlation, >= 0; default 0. */
  readonly controls?: number;
}

/**
 * Tests that a Pearson, Spearman or partial correlation is 0, and gives its interval. A correlation of
 * 1 in size has p 0, no t, and an interval of no width.
 *
 * @param r in [-1, 1]
 * @param n pairs, a whole number >= 1
 * @throws InvalidStatisticsInputError when a number is out of range
 * @source t with n - 2 - controls degrees of freedom; Fisher 1921 (Metron 1), z with variance
 *   1 / (n - 3 - controls)
 */
export function correlationTest(
  r: number,
  n: number,
  { alpha, controls = 0 }: CorrelationTestOptions,
): TestedCorrelation {
  requireCorrelation('r', r);
  requireThat(Number.isInteger(n) && n >= 1, `n is ${n}; give a whole number >= 1`);
  requireThat(
    Number.isInteger(controls) && controls >= 0,
    `controls is ${controls}; give a whole number >= 0`,
  );
  requireAlpha(alpha);
  const degreesOfFreedom = n - 2 - controls;
  if (degreesOfFreedom < 1) {
    return { t: undefined, pValue: undefined, degreesOfFreedom: undefined, interval: undefined };
  }
  const room = (1 - r) * (1 + r);
  const t = room === 0 ? undefined : r * Math.sqrt(degreesOfFreedom / room);
  return {
    t,
    pValue: t === undefined ? 0 : studentTTwoSidedP(t, degreesOfFreedom),
    degreesOfFreedom,
    interval: fisherInterval(r, degreesOfFreedom - 1, alpha),
  };
}

/** Refuses what no correlation is. */
export function requireCorrelation(name: string, r: number): void {
  requireThat(r >= -1 && r <= 1, `${name} is ${r}; give a correlation in [-1, 1]`);
}

function fisherInterval(r: number, precision: number, alpha: number): Interval | undefined {
  if (precision < 1) return undefined;
  const half = -normalQuantile(alpha / 2) / Math.sqrt(precision);
  const z = Math.atanh(r);
  return { lower: Math.tanh(z - half), upper: Math.tanh(z + half) };
}
