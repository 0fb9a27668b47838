import { requireCount } from '../proportions/successes.js';
import { requireThat } from '../require.js';

export interface SprtInput {
  /** Chance to accept `p1` where `p0` is true, (0, 1), with `beta` below 1 in sum. */
  readonly alpha: number;
  /** Chance to accept `p0` where `p1` is true, (0, 1). */
  readonly beta: number;
  /** Chance of a win under the one hypothesis and under the other, in (0, 1), not equal. */
  readonly p0: number;
  readonly p1: number;
  /** Counts so far, whole, >= 0. */
  readonly wins: number;
  readonly losses: number;
}

export interface Sprt {
  /** ln(likelihood under p1 / likelihood under p0). */
  readonly logLikelihoodRatio: number;
  /** At or above: accept p1; ln((1 - beta) / alpha). */
  readonly logUpper: number;
  /** At or below: accept p0; ln(beta / (1 - alpha)). */
  readonly logLower: number;
  readonly decision: 'accept-p0' | 'accept-p1' | 'continue';
}

/**
 * Wald's sequential test of two simple hypotheses about independent wins and losses. Its levels hold
 * approximately: each error is at most alpha / (1 - beta) and beta / (1 - alpha).
 *
 * @throws InvalidStatisticsInputError when a number is out of range
 * @source Wald 1945 (Ann. Math. Stat. 16)
 */
export function sequentialProbabilityRatioTest(input: SprtInput): Sprt {
  requireSprt(input);
  const { alpha, beta, p0, p1, wins, losses } = input;
  const logLikelihoodRatio =
    wins * Math.log(p1 / p0) + losses * (Math.log1p(-p1) - Math.log1p(-p0));
  const logUpper = Math.log1p(-beta) - Math.log(alpha);
  const logLower = Math.log(beta) - Math.log1p(-alpha);
  const bounds = { logLikelihoodRatio, logUpper, logLower };
  if (logLikelihoodRatio >= logUpper) return { ...bounds, decision: 'accept-p1' };
  return { ...bounds, decision: logLikelihoodRatio <= logLower ? 'accept-p0' : 'continue' };
}

function requireSprt({ alpha, beta, p0, p1, wins, losses }: SprtInput): void {
  for (const [name, chance] of Object.entries({ alpha, beta, p0, p1 })) {
    requireThat(chance > 0 && chance < 1, `${name} is ${chance}; give a number between 0 and 1`);
  }
  requireThat(alpha + beta < 1, `alpha + beta is ${alpha + beta}; give errors below 1 in sum`);
  requireThat(p0 !== p1, `p0 and p1 are both ${p0}; give two different chances`);
  requireCount('wins', wins);
  requireCount('losses', losses);
}
