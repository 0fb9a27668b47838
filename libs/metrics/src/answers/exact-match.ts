import { bestOverReferences } from './best-over-references.js';
import { normalizeAnswer } from './normalize-answer.js';

/**
 * Whether an answer is one of the references once both are normalised.
 *
 * @param references shape [m], m >= 1; an empty text where no answer is the right answer
 * @returns 1 or 0
 * @throws InvalidMetricInputError when there is no reference
 * @source Rajpurkar et al. 2016 (arXiv 1606.05250) section 6.1
 */
export function exactMatch(answer: string, references: readonly string[]): number {
  const normalized = normalizeAnswer(answer);
  return bestOverReferences(references, (reference) =>
    normalizeAnswer(reference) === normalized ? 1 : 0,
  );
}
