import { binomialCdf } from '../distributions/binomial.js';
import { requireCount } from './successes.js';

export interface SignTest {
  /** Two-sided exact p-value, in (0, 1]; never too small, often too large. */
  readonly exactP: number;
  /** Two-sided mid-p-value, in (0, 1]: counts half of the observed split, so closer to the level. */
  readonly midP: number;
}

/**
 * Test that wins and losses are equally likely; ties are left out beforehand. Without any wins and
 * losses both p-values are 1.
 *
 * @param wins whole number >= 0
 * @param losses whole number >= 0
 * @throws InvalidStatisticsInputError when a count is not a whole number >= 0
 * @source exact binomial test at 1/2; mid-p: Fagerland, Lydersen and Laake 2013 (BMC Med. Res.
 *   Methodol. 13:91)
 */
export function signTest(wins: number, losses: number): SignTest {
  requireCount('wins', wins);
  requireCount('losses', losses);
  const fewer = Math.min(wins, losses);
  const atMost = binomialCdf(fewer, wins + losses, 0.5);
  const below = binomialCdf(fewer - 1, wins + losses, 0.5);
  return { exactP: Math.min(1, 2 * atMost), midP: Math.min(1, atMost + below) };
}
