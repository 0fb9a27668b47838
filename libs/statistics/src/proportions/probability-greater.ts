import { incompleteBeta, incompleteBetaComplement } from '../distributions/incomplete-beta.js';
import { sumOf } from '../moments.js';
import { type BetaBelief, requireBelief } from './beta-posterior.js';

/** The density of ln(x / (1 - x)) has its poles at plus or minus i pi: finer steps add nothing. */
const LONGEST_STEP = 0.4;
/** Steps per standard deviation of the density. */
const FINENESS = 4;
/** The density is cut off where it is below e^-45 of its peak. */
const LOG_CUTOFF = 45;

/**
 * P(A > B) for independent rates A and B, in [0, 1]; absolute error about 1e-12, and relatively
 * accurate where it is small.
 *
 * Averages the distribution of the vaguer rate over the density of the logit of the sharper one by
 * the trapezoid rule, which converges geometrically since the density vanishes at both ends.
 *
 * @throws InvalidStatisticsInputError when a number of a belief is below 0.001 or not finite
 */
export function probabilityGreater(a: BetaBelief, b: BetaBelief): number {
  requireBelief('a', a);
  requireBelief('b', b);
  return logitVariance(a) <= logitVariance(b)
    ? averageOver(a, (logit) => probabilityBelow(b, logit))
    : averageOver(b, (logit) => probabilityBelow({ a: a.b, b: a.a }, -logit));
}

/** P(rate < x) at the logit of x; the smaller of x and 1 - x is what floating point can hold. */
function probabilityBelow({ a, b }: BetaBelief, logit: number): number {
  const smaller = 1 / (1 + Math.exp(Math.abs(logit)));
  return logit <= 0 ? incompleteBeta(smaller, a, b) : incompleteBetaComplement(smaller, b, a);
}

/** Mean of `value` at the logit of a rate drawn from the belief. */
function averageOver(belief: BetaBelief, value: (logit: number) => number): number {
  const peak = Math.log(belief.a / belief.b);
  const peakDensity = logDensity(belief, peak);
  const step = Math.min(LONGEST_STEP, Math.sqrt(logitVariance(belief)) / FINENESS);
  const weights: number[] = [];
  const weighted: number[] = [];
  const walk = (from: number, direction: number): void => {
    for (let i = from; ; i += 1) {
      const logit = peak + direction * i * step;
      const fall = logDensity(belief, logit) - peakDensity;
      if (fall < -LOG_CUTOFF) return;
      weights.push(Math.exp(fall));
      weighted.push(Math.exp(fall) * value(logit));
    }
  };
  walk(0, 1);
  walk(1, -1);
  return Math.min(1, sumOf(weighted) / sumOf(weights));
}

/** Up to a constant: a ln x + b ln(1 - x) at x = 1 / (1 + e^-logit). */
function logDensity({ a, b }: BetaBelief, logit: number): number {
  return -a * softplus(-logit) - b * softplus(logit);
}

/** ln(1 + e^x) without overflow. */
function softplus(x: number): number {
  return Math.max(0, x) + Math.log1p(Math.exp(-Math.abs(x)));
}

/** Close to the variance of ln(x / (1 - x)) for a and b above about 1, below it otherwise. */
function logitVariance({ a, b }: BetaBelief): number {
  return 1 / a + 1 / b;
}
