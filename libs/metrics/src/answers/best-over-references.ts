import { InvalidMetricInputError } from '../metrics.errors.js';

/**
 * The best score of an answer over all references: any one of them is a right answer.
 *
 * @throws InvalidMetricInputError when there is no reference
 * @source Rajpurkar et al. 2016 (arXiv 1606.05250) section 6.1
 */
export function bestOverReferences(
  references: readonly string[],
  scoreAgainst: (reference: string) => number,
): number {
  if (references.length === 0) {
    throw new InvalidMetricInputError(
      'references are empty; give at least one, an empty text where no answer is the right answer',
    );
  }
  return references.reduce((best, reference) => Math.max(best, scoreAgainst(reference)), 0);
}
