/**
 * Counts the tokens a text costs the embedding model, without the marks it adds at both ends.
 * Counts add up: a text cut at a space or after punctuation has at most the tokens of its parts.
 */
export abstract class TokenCounter {
  abstract count(text: string): number;
}
