import { positiveGrades, type Relevance, topOf } from './relevance.js';

/**
 * Share of the relevant ids that are among the first `k`.
 *
 * @param ranked ids, best first, shape [n], each once
 * @param k cut-off rank, >= 1; a `k` above n counts as n
 * @returns in [0, 1]; 0 when nothing is relevant, so leave such queries out of a mean
 * @throws InvalidMetricInputError when `k` or a grade is out of range, or an id is ranked twice
 * @source Manning, Raghavan and Schütze 2008 (Introduction to Information Retrieval) section 8.4
 */
export function recallAtK(ranked: readonly string[], relevance: Relevance, k: number): number {
  const grades = positiveGrades(relevance);
  const found = topOf(ranked, k).filter((id) => grades.has(id)).length;
  return grades.size === 0 ? 0 : found / grades.size;
}

/**
 * Whether any relevant id is among the first `k`.
 *
 * @param ranked ids, best first, shape [n], each once
 * @param k cut-off rank, >= 1; a `k` above n counts as n
 * @returns 1 or 0; 0 when nothing is relevant
 * @throws InvalidMetricInputError when `k` or a grade is out of range, or an id is ranked twice
 * @source Karpukhin et al. 2020 (arXiv 2004.04906) section 5, top-k retrieval accuracy
 */
export function hitAtK(ranked: readonly string[], relevance: Relevance, k: number): number {
  const grades = positiveGrades(relevance);
  return topOf(ranked, k).some((id) => grades.has(id)) ? 1 : 0;
}
