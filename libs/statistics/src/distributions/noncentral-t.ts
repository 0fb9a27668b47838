import { normalCdf } from './normal.js';

// Bound once: loops of a million steps ask for them, and globals are slow to reach in a sandbox.
const { abs, ceil, exp, expm1, max, min, sqrt } = Math;

const MOST_STEPS = 4000;
/** Share of the narrowest feature of the integrand that a step may span. */
const FINENESS = 0.2;
/** The integrand is cut off where it is below e^-40 of its peak. */
const LOG_CUTOFF = 40;

/**
 * P(T > t) for T = (Z + shift) / S, with S^2 a chi-square over its `df` degrees of freedom.
 *
 * Averages the normal tail over the density of u = ln S by the trapezoid rule, which converges
 * geometrically here because the density vanishes smoothly at both ends; absolute error below
 * 1e-9 while `t` and `shift` are below about 15, growing to 1e-4 where both are in the hundreds.
 *
 * @param shift the noncentrality: true effect over its true standard error
 */
export function noncentralTSurvival(t: number, df: number, shift: number): number {
  const reach = sqrt(LOG_CUTOFF / df);
  const from = -reach - LOG_CUTOFF / df;
  const narrowest = 1 / max(sqrt(2 * df), abs(t), abs(shift));
  const steps = min(MOST_STEPS, ceil((reach - from) / (FINENESS * narrowest)));
  const step = (reach - from) / steps;
  let total = 0;
  let weighted = 0;
  for (let i = 0; i <= steps; i += 1) {
    const u = from + i * step;
    const weight = exp(df * (u - expm1(2 * u) / 2));
    total += weight;
    weighted += weight * normalCdf(shift - t * exp(u));
  }
  return weighted / total;
}
