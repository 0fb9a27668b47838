/** A chunk in a ranking: its position in the index and its score, higher is better. */
export interface Hit {
  readonly position: number;
  readonly score: number;
}

/** Damping of first places in reciprocal rank fusion. */
const RRF_K = 60;

/** Places of each ranking that take part in a fusion; at least the number of hits asked for. */
export const FUSION_DEPTH = 100;

/**
 * Reciprocal rank fusion: the score of a chunk is the sum over rankings of 1 / (k + rank), rank from 1.
 *
 * @param rankings each best first
 * @param topK most hits given back
 * @returns best first, scores in (0, rankings / (k + 1)]; equal scores by position
 * @source Cormack, Clarke and Büttcher 2009 (SIGIR), k = 60
 */
export function reciprocalRankFusion(rankings: readonly (readonly Hit[])[], topK: number): Hit[] {
  const scores = new Map<number, number>();
  for (const ranking of rankings) {
    for (const [i, { position }] of ranking.entries()) {
      scores.set(position, (scores.get(position) ?? 0) + 1 / (RRF_K + i + 1));
    }
  }
  return [...scores]
    .map(([position, score]) => ({ position, score }))
    .sort(byScore)
    .slice(0, topK);
}

/** Best first; equal scores by position, so that a ranking is the same every time. */
export const byScore = (a: Hit, b: Hit): number => b.score - a.score || a.position - b.position;
