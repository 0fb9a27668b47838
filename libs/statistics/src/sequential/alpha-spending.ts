import { normalCdf, normalQuantile } from '../distributions/normal.js';
import { requireAlpha, requireThat } from '../require.js';

/**
 * Share of alpha that looks up to an information fraction may spend, O'Brien-Fleming type: almost
 * nothing early. 2 - 2 Phi(z(1 - alpha / 2) / sqrt(t)).
 *
 * @param fraction information at the look over the planned information, [0, 1]
 * @param alpha two-sided level of the whole trial, [1e-12, 0.5)
 * @returns cumulative, in [0, alpha]
 * @throws InvalidStatisticsInputError when a number is out of range
 * @source Lan and DeMets 1983 (Biometrika 70)
 */
export function obrienFlemingSpending(fraction: number, alpha: number): number {
  requireFraction(fraction);
  requireAlpha(alpha);
  if (fraction === 0) return 0;
  return Math.min(alpha, 2 * normalCdf(normalQuantile(alpha / 2) / Math.sqrt(fraction)));
}

/**
 * The same, Pocock type: about equal at every look. alpha ln(1 + (e - 1) t).
 *
 * @param fraction information at the look over the planned information, [0, 1]
 * @param alpha two-sided level of the whole trial, [1e-12, 0.5)
 * @returns cumulative, in [0, alpha]
 * @throws InvalidStatisticsInputError when a number is out of range
 * @source Lan and DeMets 1983 (Biometrika 70)
 */
export function pocockSpending(fraction: number, alpha: number): number {
  requireFraction(fraction);
  requireAlpha(alpha);
  return Math.min(alpha, alpha * Math.log1p((Math.E - 1) * fraction));
}

function requireFraction(fraction: number): void {
  requireThat(fraction >= 0 && fraction <= 1, `fraction is ${fraction}; give a number in [0, 1]`);
}
