import { bisect } from '../bisect.js';
import { requireThat } from '../require.js';

// Bound once: loops of a million steps ask for them, and globals are slow to reach in a sandbox.
const { abs, ceil, exp, sqrt } = Math;

const ROOT_OF_TWO_PI = sqrt(2 * Math.PI);

/** Where the series needs more terms than the continued fraction. */
const SERIES_LIMIT = 3;

/**
 * P(Z <= x) of a standard normal Z, in [0, 1]; relative error about 1e-14, in the lower tail too.
 *
 * @source Marsaglia 2004 (J. Stat. Softw. 11(4)) near 0; Laplace's continued fraction beyond
 *   (Abramowitz and Stegun 26.2.14)
 */
export function normalCdf(x: number): number {
  if (x < -SERIES_LIMIT) return upperTail(-x);
  if (x > SERIES_LIMIT) return 1 - upperTail(x);
  let term = x;
  let sum = x;
  for (let k = 3; abs(term) > 1e-17 * abs(sum); k += 2) {
    term *= (x * x) / k;
    sum += term;
  }
  return 0.5 + sum * density(x);
}

/**
 * The x with P(Z <= x) = p.
 *
 * @param p in (0, 1)
 * @throws InvalidStatisticsInputError when `p` is out of range
 */
export function normalQuantile(p: number): number {
  requireThat(p > 0 && p < 1, `p is ${p}; give a probability between 0 and 1`);
  return p > 0.5 ? -normalQuantile(1 - p) : bisect(normalCdf, p, [-40, 0]);
}

function upperTail(x: number): number {
  let fraction = x;
  // 1e-15 takes 85 levels at x = 3 and 15 at x = 10
  for (let k = ceil(15 + 900 / (x * x)); k >= 1; k -= 1) fraction = x + k / fraction;
  return density(x) / fraction;
}

function density(x: number): number {
  return exp((-x * x) / 2) / ROOT_OF_TWO_PI;
}
