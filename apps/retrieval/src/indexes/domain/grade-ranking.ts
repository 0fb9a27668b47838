import { type Chunk, passageIdOf } from './chunk.js';
import { EvidenceMatcher, type Gold } from './relevance.js';
import { type RetrievalMetrics, retrievalMetrics } from './retrieval-metrics.js';

/** A ranking held against the gold. */
export interface GradedRanking {
  /** One claim for each ranked chunk, in rank order. */
  readonly relevant: readonly boolean[];
  /** Undefined when nothing in the index is known to be relevant. */
  readonly metrics: RetrievalMetrics | undefined;
}

/**
 * Tells which of the ranked chunks are relevant, and how well the ranking did.
 *
 * With evidence, passages are what must be found: every chunk that overlaps it. Without, whole
 * documents are, each at the place of its first chunk. Where neither is known nothing is relevant
 * and there are no metrics; the same holds for evidence that no chunk of the index overlaps, because
 * it stands nowhere in the documents' text (a table, a caption).
 *
 * @param ranked best first
 * @param candidates the chunks of the index among which the relevant ones are
 * @param k cut-off rank of the metrics
 */
export function gradeRanking(
  gold: Gold,
  ranked: readonly Chunk[],
  candidates: readonly Chunk[],
  k: number,
): GradedRanking {
  if (gold.evidence.length === 0) return gradeByDocument(gold, ranked, k);
  const matcher = new EvidenceMatcher(gold);
  const relevant = new Set(
    [...ranked, ...candidates].filter((chunk) => matcher.isRelevant(chunk)).map(passageIdOf),
  );
  const ids = ranked.map(passageIdOf);
  return {
    relevant: ids.map((id) => relevant.has(id)),
    metrics: retrievalMetrics(ids, relevant, k),
  };
}

function gradeByDocument(gold: Gold, ranked: readonly Chunk[], k: number): GradedRanking {
  const relevant = new Set(gold.documentIds);
  const ids = ranked.map((chunk) => chunk.documentId);
  return {
    relevant: ids.map((id) => relevant.has(id)),
    metrics: retrievalMetrics(ids, relevant, k),
  };
}
