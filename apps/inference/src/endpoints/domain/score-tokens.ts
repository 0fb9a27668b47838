import type { TokenProbability } from '../../generations/index.js';

export interface TokenLogprob {
  readonly token: string;
  readonly logprob: number;
}

/** A space before a word, as text and as two families of tokenizers write it. */
const LEADING_SPACE = /^[ \u2581\u0120]/;

/**
 * Probabilities of the wanted strings as the next token. A token with and without a leading space
 * is the same string to a reader, so both count.
 *
 * @param alternatives the most probable next tokens with natural logarithms; what is not among them
 *   counts as 0
 * @returns in the order of `wanted`, and the probability outside them, [0, 1]
 */
export function scoreProbabilities(
  wanted: readonly string[],
  alternatives: readonly TokenLogprob[],
): { tokenProbabilities: TokenProbability[]; leakedMass: number } {
  const mass = new Map<string, number>();
  for (const { token, logprob } of alternatives) {
    const bare = wanted.includes(token) ? token : token.replace(LEADING_SPACE, '');
    mass.set(bare, (mass.get(bare) ?? 0) + Math.exp(logprob));
  }
  const tokenProbabilities = wanted.map((token) => ({
    token,
    probability: Math.min(1, mass.get(token) ?? 0),
  }));
  const found = tokenProbabilities.reduce((sum, { probability }) => sum + probability, 0);
  return { tokenProbabilities, leakedMass: Math.max(0, 1 - found) };
}
