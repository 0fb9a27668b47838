/** The strings whose probabilities as the next token make the score, by score. */
export const SCORE_TOKENS = ['1', '2', '3', '4', '5'] as const;

/** A judge's score as the mean of its own distribution over the score tokens. */
export interface ExpectedScore {
  /** Mean of the scores by their renormalised probabilities, [1, 5]. */
  readonly score: number;
  /** Probability of all score tokens together, (0, 1]. */
  readonly mass: number;
}

/**
 * Expectation over the score tokens, renormalised by their mass: without that, mass on other tokens
 * would pull every score towards 0, beyond the scale's end.
 *
 * @param probabilities by token, of the full distribution; a score token left out counts as 0
 * @returns undefined when the score tokens hold no probability at all
 * @source G-Eval, Liu et al. 2023, arXiv 2303.16634, section 2.3 (there without renormalisation)
 */
export function expectedScore(
  probabilities: ReadonlyMap<string, number>,
): ExpectedScore | undefined {
  const weights = SCORE_TOKENS.map((token) => Math.max(0, probabilities.get(token) ?? 0));
  const mass = weights.reduce((sum, weight) => sum + weight, 0);
  if (!(mass > 0)) return undefined;
  const mean = weights.reduce((sum, weight, i) => sum + (weight / mass) * (i + 1), 0);
  // Rounding may carry a mean of ones or fives past the end of the scale.
  return { score: Math.min(5, Math.max(1, mean)), mass: Math.min(1, mass) };
}
