import { exactMatch, rougeL, tokenF1 } from '@equipoise/metrics';

/** What can be said about an answer without a judge. */
export interface AnswerMetrics {
  readonly words: number;
  /** [0, 1] each. */
  readonly exactMatch: number;
  readonly tokenF1: number;
  readonly rougeL: number;
}

export const NO_ANSWER: AnswerMetrics = { words: 0, exactMatch: 0, tokenF1: 0, rougeL: 0 };

/** @param references at least one */
export function answerMetrics(text: string, references: readonly string[]): AnswerMetrics {
  return {
    words: text.split(/\s+/).filter((word) => word !== '').length,
    exactMatch: exactMatch(text, references),
    tokenF1: tokenF1(text, references),
    rougeL: rougeL(text, references),
  };
}
