import { bestOverReferences } from './best-over-references.js';
import { fMeasure } from './f-measure.js';
import { answerTokens } from './normalize-answer.js';

/**
 * Overlap of the words of an answer with those of its best reference, each word counted as often as
 * it occurs in both.
 *
 * @param references shape [m], m >= 1; an empty text where no answer is the right answer
 * @returns harmonic mean of precision and recall in [0, 1]; where either side has no words, 1 if both
 *   have none, else 0
 * @throws InvalidMetricInputError when there is no reference
 * @source Rajpurkar et al. 2016 (arXiv 1606.05250) section 6.1; empty answers as in 2018
 *   (arXiv 1806.03822)
 */
export function tokenF1(answer: string, references: readonly string[]): number {
  const answered = answerTokens(answer);
  return bestOverReferences(references, (reference) => {
    const expected = answerTokens(reference);
    return fMeasure(sharedCount(answered, expected), answered.length, expected.length);
  });
}

/** Size of the intersection of two bags of words. */
function sharedCount(answered: readonly string[], expected: readonly string[]): number {
  const left = new Map<string, number>();
  for (const token of expected) left.set(token, (left.get(token) ?? 0) + 1);
  let shared = 0;
  for (const token of answered) {
    const count = left.get(token) ?? 0;
    if (count === 0) continue;
    left.set(token, count - 1);
    shared += 1;
  }
  return shared;
}
