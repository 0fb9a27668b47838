import { type Interval } from '../clusters/t-interval.js';
import { betaQuantile, betaUpperQuantile } from '../distributions/beta.js';
import { normalQuantile } from '../distributions/normal.js';
import { requireAlpha } from '../require.js';
import { requireSuccesses, type Successes } from './successes.js';

export interface ProportionInput extends Successes {
  /** Chance left outside the interval, both sides together, [1e-12, 0.5). */
  readonly alpha: number;
}

/**
 * Wilson's score interval, in [0, 1]: the one to show. Its coverage is near 1 - alpha on average,
 * for few trials and rates near 0 or 1 too.
 *
 * @throws InvalidStatisticsInputError when a count or `alpha` is out of range
 * @source Wilson 1927 (JASA 22); recommended by Brown, Cai and DasGupta 2001 (Stat. Sci. 16)
 */
export function wilsonInterval(input: ProportionInput): Interval {
  const { rate, trials, z } = checked(input);
  const share = (z * z) / trials;
  const half = z * Math.sqrt((rate * (1 - rate)) / trials + share / (4 * trials));
  const within = (bound: number): number => clip(bound / (1 + share));
  const middle = rate + share / 2;
  return {
    lower: input.successes === 0 ? 0 : within(middle - half),
    upper: input.successes === trials ? 1 : within(middle + half),
  };
}

/**
 * Clopper and Pearson's exact interval, in [0, 1]: never covers less than 1 - alpha, mostly more.
 *
 * @throws InvalidStatisticsInputError when a count or `alpha` is out of range
 * @source Clopper and Pearson 1934 (Biometrika 26)
 */
export function clopperPearsonInterval(input: ProportionInput): Interval {
  const { successes, trials, alpha } = input;
  checked(input);
  const failures = trials - successes;
  return {
    lower: successes === 0 ? 0 : betaQuantile(alpha / 2, successes, failures + 1),
    upper: failures === 0 ? 1 : betaUpperQuantile(alpha / 2, successes + 1, failures),
  };
}

/**
 * Equal-tailed posterior interval under the prior Beta(1/2, 1/2), in (0, 1); not stretched to 0 or 1
 * where no trial, or every trial, succeeds.
 *
 * @throws InvalidStatisticsInputError when a count or `alpha` is out of range
 * @source Brown, Cai and DasGupta 2001 (Stat. Sci. 16) section 3.1.2
 */
export function jeffreysInterval(input: ProportionInput): Interval {
  const { successes, trials, alpha } = input;
  checked(input);
  const [a, b] = [successes + 0.5, trials - successes + 0.5];
  return { lower: betaQuantile(alpha / 2, a, b), upper: betaUpperQuantile(alpha / 2, a, b) };
}

/**
 * Wald's interval around Wilson's middle, clipped to [0, 1].
 *
 * @throws InvalidStatisticsInputError when a count or `alpha` is out of range
 * @source Agresti and Coull 1998 (Am. Stat. 52)
 */
export function agrestiCoullInterval(input: ProportionInput): Interval {
  const { rate, trials, z } = checked(input);
  const stretched = trials + z * z;
  return wald((rate * trials + (z * z) / 2) / stretched, stretched, z);
}

/**
 * The textbook interval, rate plus or minus z standard errors, clipped to [0, 1]. For comparison
 * only: at a rate of 0.95 and 16 trials an interval "at 95%" covers in 56% of cases.
 *
 * @throws InvalidStatisticsInputError when a count or `alpha` is out of range
 * @source Brown, Cai and DasGupta 2001 (Stat. Sci. 16)
 */
export function waldInterval(input: ProportionInput): Interval {
  const { rate, trials, z } = checked(input);
  return wald(rate, trials, z);
}

/**
 * Standard error of a share of successes, sqrt(p (1 - p) / n), in [0, 0.5]. Only for scores that are
 * 0 or 1: a fractional score varies less.
 *
 * @throws InvalidStatisticsInputError when a count is out of range
 * @source Miller 2024 (arXiv 2411.00640) eq. 2
 */
export function bernoulliStandardError(counts: Successes): number {
  requireSuccesses(counts);
  const rate = counts.successes / counts.trials;
  return Math.sqrt((rate * (1 - rate)) / counts.trials);
}

function checked(input: ProportionInput): { rate: number; trials: number; z: number } {
  requireSuccesses(input);
  requireAlpha(input.alpha);
  const { successes, trials, alpha } = input;
  return { rate: successes / trials, trials, z: -normalQuantile(alpha / 2) };
}

function wald(middle: number, trials: number, z: number): Interval {
  const half = z * Math.sqrt((middle * (1 - middle)) / trials);
  return { lower: clip(middle - half), upper: clip(middle + half) };
}

function clip(bound: number): number {
  return Math.max(0, Math.min(1, bound));
}
