import { correlation } from './correlations.js';
import { correlationTest, type TestedCorrelation } from './correlation-test.js';
import { requireAlpha } from '../require.js';

export interface PartialCorrelationInput {
  /** Shape [n], n >= 1, e.g. judge scores. */
  readonly x: readonly number[];
  /** Shape [n], e.g. answer lengths. */
  readonly y: readonly number[];
  /** What is held fixed, shape [n], e.g. human scores. */
  readonly control: readonly number[];
  /** Chance left outside the interval, [1e-12, 0.5). */
  readonly alpha: number;
}

export interface PartialCorrelation extends TestedCorrelation {
  /**
   * In [-1, 1]; undefined when a list has no spread, or when `control` decides `x` or `y` completely.
   */
  readonly correlation: number | undefined;
  /** The plain correlations, undefined where a list has no spread. */
  readonly xy: number | undefined;
  readonly xControl: number | undefined;
  readonly yControl: number | undefined;
}

/** Below this share of variance left over, what is left over is rounding. */
const LEFT_OVER = 1e-12;

/**
 * Pearson correlation of x and y with a third variable held fixed, e.g. whether a judge rewards length
 * among answers that humans score alike.
 *
 * @throws InvalidStatisticsInputError when a list is empty, of another length or not finite, or
 *   `alpha` is out of range
 * @source Yule 1907 (Proc. R. Soc. A 79): (r_xy - r_xc r_yc) / sqrt((1 - r_xc^2)(1 - r_yc^2))
 */
export function partialCorrelation(input: PartialCorrelationInput): PartialCorrelation {
  const { x, y, control, alpha } = input;
  requireAlpha(alpha);
  const xy = correlation(x, y, 'pearson');
  const xControl = correlation(x, control, 'pearson');
  const yControl = correlation(y, control, 'pearson');
  const r = heldFixed(xy, xControl, yControl);
  if (r === undefined) {
    const none = { t: undefined, pValue: undefined, degreesOfFreedom: undefined };
    return { correlation: undefined, xy, xControl, yControl, ...none, interval: undefined };
  }
  const test = correlationTest(r, x.length, { alpha, controls: 1 });
  return { correlation: r, xy, xControl, yControl, ...test };
}

function heldFixed(
  xy: number | undefined,
  xControl: number | undefined,
  yControl: number | undefined,
): number | undefined {
  if (xy === undefined || xControl === undefined || yControl === undefined) return undefined;
  const xLeft = (1 - xControl) * (1 + xControl);
  const yLeft = (1 - yControl) * (1 + yControl);
  if (xLeft < LEFT_OVER || yLeft < LEFT_OVER) return undefined;
  const r = (xy - xControl * yControl) / Math.sqrt(xLeft * yLeft);
  return Math.max(-1, Math.min(1, r));
}
