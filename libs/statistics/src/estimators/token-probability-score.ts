import { type ScoreScale } from '../interaction/ceiling.js';
import { requireWholeScale } from './whole-scale.js';

/** A judge's score as the mean of its own distribution over the score tokens. */
export interface TokenProbabilityScore {
  /** Mean of the scores by their renormalised probabilities, within the scale. */
  readonly score: number;
  /** The sum without renormalisation, which leaked mass pulls towards 0: for comparison only. */
  readonly unnormalised: number;
  /** Probability of all score tokens together, (0, 1]. */
  readonly mass: number;
  /** The rest: other tokens, and tokens that were not returned; [0, 1). */
  readonly leakedMass: number;
}

const WHOLE_NUMBER = /^(?:0|[1-9]\d*)$/;

/**
 * Expectation over the score tokens, renormalised by their mass: without that, mass on other tokens
 * would pull every score towards 0, beyond the scale's end. Spaces around a number do not make it
 * another score.
 *
 * @param probabilities by token; a score token left out counts as 0, one below 0 too
 * @returns undefined when the score tokens hold no probability at all
 * @throws InvalidStatisticsInputError when an end of the scale is out of range
 * @source G-Eval, Liu et al. 2023 (arXiv 2303.16634) section 2.3, there without renormalisation
 */
export function tokenProbabilityScore(
  probabilities: ReadonlyMap<string, number>,
  scale: ScoreScale,
): TokenProbabilityScore | undefined {
  requireWholeScale(scale);
  const { low, high } = scale;
  let [mass, unnormalised] = [0, 0];
  for (const [token, probability] of probabilities) {
    const text = token.trim();
    const score = WHOLE_NUMBER.test(text) ? Number(text) : NaN;
    if (score >= low && score <= high) {
      const weight = Math.max(0, probability);
      mass += weight;
      unnormalised += weight * score;
    }
  }
  if (!(mass > 0)) return undefined;
  // rounding may carry a mean of equal scores past the end of the scale, and a full mass past 1
  const score = Math.min(high, Math.max(low, unnormalised / mass));
  return { score, unnormalised, mass: Math.min(1, mass), leakedMass: Math.max(0, 1 - mass) };
}
