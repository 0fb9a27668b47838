import { normalCdf } from './normal.js';

const STEPS = 2000;
/** The integrand is cut off where it is below e^-40 of its peak. */
const LOG_CUTOFF = 40;

/**
 * P(T > t) for T = (Z + shift) / S, with S^2 a chi-square over its `df` degrees of freedom.
 *
 * Averages the normal tail over the density of u = ln S by the trapezoid rule, which converges
 * geometrically here because the density vanishes smoothly at both ends; absolute error below
 * 1e-9 while `shift` is below about 30.
 *
 * @param shift the noncentrality: true effect over its true standard error
 */
export function noncentralTSurvival(t: number, df: number, shift: number): number {
  const reach = Math.sqrt(LOG_CUTOFF / df);
  const from = -reach - LOG_CUTOFF / df;
  const step = (reach - from) / STEPS;
  let total = 0;
  let weighted = 0;
  for (let i = 0; i <= STEPS; i += 1) {
    const u = from + i * step;
    const weight = Math.exp(df * (u - Math.expm1(2 * u) / 2));
    total += weight;
    weighted += weight * normalCdf(shift - t * Math.exp(u));
  }
  return weighted / total;
}
