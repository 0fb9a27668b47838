import type { TokenProbability } from '../../generations/index.js';

/** What a model says of its next token. */
export interface NextToken<Token> {
  /** Raw logits: of the wanted tokens, and of the most probable one. */
  readonly logits: ReadonlyMap<Token, number>;
  /** Sum over the whole vocabulary of exp(logit - greatest logit). */
  readonly totalWeight: number;
}

/**
 * Probabilities of some tokens in the full next-token distribution (softmax at temperature 1).
 *
 * @param wanted texts and their tokens
 * @returns in the order of `wanted`, and the probability outside them, [0, 1]
 */
export function nextTokenProbabilities<Token>(
  wanted: readonly { readonly text: string; readonly token: Token }[],
  { logits, totalWeight }: NextToken<Token>,
): { tokenProbabilities: TokenProbability[]; leakedMass: number } {
  const greatest = Math.max(...logits.values());
  const tokenProbabilities = wanted.map(({ text, token }) => ({
    token: text,
    probability: Math.exp((logits.get(token) ?? -Infinity) - greatest) / totalWeight,
  }));
  const sum = tokenProbabilities.reduce((total, { probability }) => total + probability, 0);
  return { tokenProbabilities, leakedMass: Math.max(0, 1 - sum) };
}
