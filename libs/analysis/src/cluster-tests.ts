import type { Contrast } from '@equipoise/contracts';
import { clusterSignFlip, wildClusterBootstrap } from '@equipoise/statistics';
import { differencesOf } from './pairs.js';
import { type ScoreTable } from './score-table.js';
import { type SeedPairs } from './treatment-pairs.js';

/** From here up the t test needs no second opinion. */
const MANY_CLUSTERS = 50;
/** Below, t intervals by cluster are wide and shaky. */
export const FEW_CLUSTERS = 20;
/** Random sign patterns of the bootstrap beyond 16 clusters: p to a thousandth. */
const BOOTSTRAP_DRAWS = 1999;

/**
 * Tests that need fewer clusters than t: sign-flip below 50 of them, wild bootstrap-t below 20. Both
 * hold adapters fixed, so a treatment of several seeds has none: they would leave the seeds out.
 */
export function clusterTests(
  pairs: SeedPairs,
  { n, clusters }: { readonly n: number; readonly clusters: number },
  { alpha, seed }: ScoreTable['settings'],
): Pick<Contrast, 'signFlip' | 'wildBootstrap'> {
  if (n === 0 || clusters >= MANY_CLUSTERS || pairs.tunedBySeed.length > 1) {
    return { signFlip: null, wildBootstrap: null };
  }
  const differences = differencesOf(pairs);
  const flipped = clusterSignFlip({ differences, clusters: pairs.clusters, seed });
  const { pValue, smallestPossibleP, method } = flipped;
  const signFlip = { pValue, smallestPossibleP, method };
  if (clusters >= FEW_CLUSTERS || clusters < 2) return { signFlip, wildBootstrap: null };
  const wild = wildClusterBootstrap({
    values: differences,
    clusters: pairs.clusters,
    alpha,
    seed,
    draws: BOOTSTRAP_DRAWS,
  });
  return {
    signFlip,
    wildBootstrap: {
      pValue: wild.pValue,
      interval: wild.interval ?? null,
      method: wild.method,
      patterns: wild.patterns,
    },
  };
}
