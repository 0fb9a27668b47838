import { positiveGrades, type Relevance, topOf } from './relevance.js';

/**
 * One over the rank of the first relevant id; its mean over queries is MRR.
 *
 * @param ranked ids, best first, shape [n], each once
 * @param k cut-off rank, >= 1; without it the whole ranking counts
 * @returns in [0, 1]; 0 when no relevant id is found
 * @throws InvalidMetricInputError when `k` or a grade is out of range, or an id is ranked twice
 * @source Voorhees 1999 (TREC-8 Question Answering Track)
 */
export function reciprocalRank(
  ranked: readonly string[],
  relevance: Relevance,
  k = Number.MAX_SAFE_INTEGER,
): number {
  const grades = positiveGrades(relevance);
  const index = topOf(ranked, k).findIndex((id) => grades.has(id));
  return index < 0 ? 0 : 1 / (index + 1);
}
