import { requireCount } from '../proportions/successes.js';
import { logHalfBinomial, logHalfBinomialCdf } from './half-binomial.js';

/** Counts so far; ties are dropped, they say nothing about the sign. */
export interface SignCounts {
  /** Differences above 0, whole, >= 0. */
  readonly wins: number;
  /** Differences below 0, whole, >= 0. */
  readonly losses: number;
}

/** Natural logarithms of e-values; 0 before the first difference. */
export interface SignEvidence {
  /** Against wins and losses being equally likely: beta mixture over all chances of a win. */
  readonly logEqual: number;
  /** Against wins being no more likely than losses: mixture over chances above 1/2. */
  readonly logWins: number;
  /** Against losses being no more likely than wins. */
  readonly logLosses: number;
}

/**
 * E-process of the sign test, valid at every look: 2^n B(1 + wins, 1 + losses) for both sides, and
 * the same mixture over one half of the chances for one side. It needs no scale, and tells nothing
 * about the size of a difference. Draws must be independent: one a cluster.
 *
 * Computed through the binomial probability, 2^n B(1 + w, 1 + l) = 1 / ((n + 1) P(Bin(n, 1/2) = w)).
 *
 * @throws InvalidStatisticsInputError when a count is not a whole number >= 0
 * @source Robbins 1970 (Ann. Math. Stat. 41), beta-binomial mixture; e-values: Ramdas et al. 2023
 *   (Stat. Sci. 38, arXiv 2210.01948)
 */
export function signEvidence({ wins, losses }: SignCounts): SignEvidence {
  requireCount('wins', wins);
  requireCount('losses', losses);
  const n = wins + losses;
  const logEqual = -Math.log1p(n) - logHalfBinomial(wins, n);
  const oneSided = (lost: number): number =>
    logEqual + Math.LN2 + logHalfBinomialCdf(n - lost, n + 1);
  return { logEqual, logWins: oneSided(losses), logLosses: oneSided(wins) };
}
