import { type Interval } from '../clusters/t-interval.js';
import { betaQuantile, betaUpperQuantile } from '../distributions/beta.js';
import { requireAlpha, requireThat } from '../require.js';
import { requireSuccesses, type Successes } from './successes.js';

/** A belief about a rate: Beta(a, b), both at least 0.001. Beta(1, 1) is uniform on [0, 1]. */
export interface BetaBelief {
  readonly a: number;
  readonly b: number;
}

export interface BetaPosterior extends BetaBelief {
  /** In (0, 1). */
  readonly mean: number;
  /** Equal-tailed, holds the rate with probability 1 - alpha. */
  readonly interval: Interval;
}

export interface BetaPosteriorInput extends Successes {
  /** Belief before the trials; default uniform. */
  readonly prior?: BetaBelief;
  /** Chance left outside the interval, [1e-12, 0.5). */
  readonly alpha: number;
}

/**
 * What is believed of a rate after some trials: Beta(a + successes, b + failures).
 *
 * @throws InvalidStatisticsInputError when a count, the prior or `alpha` is out of range
 * @source conjugate prior of the binomial; advised for small n by Bowyer, Aitchison and Ivanova 2025
 *   (arXiv 2503.01747)
 */
export function betaPosterior(input: BetaPosteriorInput): BetaPosterior {
  const { successes, trials, prior = { a: 1, b: 1 }, alpha } = input;
  requireSuccesses(input);
  requireBelief('prior', prior);
  requireAlpha(alpha);
  const a = prior.a + successes;
  const b = prior.b + trials - successes;
  const interval = {
    lower: betaQuantile(alpha / 2, a, b),
    upper: betaUpperQuantile(alpha / 2, a, b),
  };
  return { a, b, mean: a / (a + b), interval };
}

/** Below this the distribution is two points, at 0 and 1, and no quantile of it is of use. */
const SMALLEST_PARAMETER = 1e-3;

/** Refuses a belief with a number below 0.001 or not finite. */
export function requireBelief(name: string, belief: BetaBelief): void {
  for (const parameter of ['a', 'b'] as const) {
    const value = belief[parameter];
    requireThat(
      value >= SMALLEST_PARAMETER && Number.isFinite(value),
      `${name}.${parameter} is ${value}; give a number >= 0.001`,
    );
  }
}
