import { positiveGrades, type Relevance, topOf } from './relevance.js';

/**
 * Normalised discounted cumulative gain of one ranking. The ideal ranking has all relevant ids,
 * those that were not found too.
 *
 * @param ranked ids, best first, shape [n], each once
 * @param k cut-off rank, >= 1; a `k` above n still measures against the ideal first `k`
 * @returns nDCG@k in [0, 1]; 0 when nothing is relevant, so leave such queries out of a mean
 * @throws InvalidMetricInputError when `k` or a grade is out of range, or an id is ranked twice
 * @source Järvelin and Kekäläinen 2002 (ACM TOIS 20); gain 2^grade - 1 and discount log2(rank + 1) as
 *   in Burges et al. 2005 (ICML)
 */
export function ndcgAtK(ranked: readonly string[], relevance: Relevance, k: number): number {
  const grades = positiveGrades(relevance);
  const found = topOf(ranked, k).map((id) => grades.get(id) ?? 0);
  const ideal = [...grades.values()].sort((a, b) => b - a).slice(0, k);
  return grades.size === 0 ? 0 : discountedGain(found) / discountedGain(ideal);
}

function discountedGain(grades: readonly number[]): number {
  return grades.reduce((sum, grade, i) => sum + (2 ** grade - 1) / Math.log2(i + 2), 0);
}
