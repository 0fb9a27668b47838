import { hitAtK, ndcgAtK, reciprocalRank, recallAtK } from '@equipoise/metrics';

/** How well one ranking found the gold; all but `k` in [0, 1]. */
export interface RetrievalMetrics {
  readonly recall: number;
  readonly ndcg: number;
  readonly reciprocalRank: number;
  readonly hit: number;
  readonly k: number;
}

/**
 * @param ranked ids of passages or of documents, best first; of a repeated id the first place counts
 * @param relevant ids of the same kind that should be found
 * @returns undefined when nothing is known to be relevant
 */
export function retrievalMetrics(
  ranked: readonly string[],
  relevant: ReadonlySet<string>,
  k: number,
): RetrievalMetrics | undefined {
  if (relevant.size === 0) return undefined;
  const once = [...new Set(ranked)];
  return {
    recall: recallAtK(once, relevant, k),
    ndcg: ndcgAtK(once, relevant, k),
    reciprocalRank: reciprocalRank(once, relevant, k),
    hit: hitAtK(once, relevant, k),
    k,
  };
}
