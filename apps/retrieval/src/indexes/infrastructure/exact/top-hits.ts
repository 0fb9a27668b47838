import { byScore, type Hit } from '../../domain/fusion.js';

/**
 * The best scores without sorting all of them.
 *
 * @param scores by position, shape [n]
 * @param atLeast lower scores are no hits
 * @returns best first, at most `topK`; equal scores by position
 */
export function topHits(scores: Float32Array, topK: number, atLeast = -Infinity): Hit[] {
  const hits: Hit[] = [];
  let least = atLeast;
  for (let position = 0; position < scores.length; position += 1) {
    const score = scores[position] ?? 0;
    if (hits.length === topK ? score <= least : score < least) continue;
    hits.splice(placeOf(hits, score), 0, { position, score });
    if (hits.length > topK) hits.pop();
    if (hits.length === topK) least = Math.max(atLeast, hits.at(-1)?.score ?? atLeast);
  }
  return hits.sort(byScore);
}

/** Where a score belongs among falling scores; behind equal ones. */
function placeOf(hits: readonly Hit[], score: number): number {
  let [low, high] = [0, hits.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((hits[middle]?.score ?? 0) >= score) low = middle + 1;
    else high = middle;
  }
  return low;
}
