import { designEffectOf, jointHalfWidth, minimumDetectableEffect } from '@equipoise/statistics';
import { errorWith } from './design-error.js';
import { differencesOf, meanOf, type Pairs } from './pairs.js';
import { errorPartsOf, type SeedComparison } from './seed-error.js';

const MOST_QUESTIONS = 2 ** 40;

const POWER = 0.8;

/**
 * Smallest true difference that as many questions, clusters and seeds find with 80 % power. With
 * several seeds it is the half width of an interval at that level and of one that leaves out the other
 * 20 %, which is close and not exact.
 *
 * @param alpha two-sided level of one test
 * @returns null where the differences do not vary or share one cluster
 */
export function detectableEffect(
  pairs: Pairs,
  comparison: SeedComparison,
  alpha: number,
): number | null {
  const { note, standardError, seedError } = comparison;
  if (note !== null || standardError === null) return null;
  if (seedError !== null) {
    const parts = errorPartsOf(comparison);
    return jointHalfWidth(parts, alpha) + jointHalfWidth(parts, 2 * (1 - POWER));
  }
  const differences = differencesOf(pairs);
  const mean = meanOf(differences);
  const n = differences.length;
  const squares = differences.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return minimumDetectableEffect({
    sd: Math.sqrt(squares / (n - 1)),
    n,
    clusterCount: new Set(pairs.clusters).size,
    designEffect: designEffectOf(differences, pairs.clusters).designEffect,
    alpha,
  });
}

/**
 * Questions, in clusters as large as now and with as many seeds, with which the interval would reach
 * `margin` to each side.
 *
 * @param margin > 0, on the scale of the score; 0 asks for what no number of questions gives
 * @param alpha chance left outside the interval
 * @returns null without a standard error, for a margin of 0, and beyond 2^40 questions: where seeds
 *   alone make the interval wider, none are enough
 */
export function questionsForMargin(
  comparison: SeedComparison,
  margin: number,
  alpha: number,
): number | null {
  const { n, clusters, seeds, standardError } = comparison;
  if (standardError === null || margin <= 0) return null;
  const perCluster = n / clusters;
  const suffices = (questions: number): boolean =>
    jointHalfWidth(errorWith(comparison, { questions, seeds }), alpha) <= margin;
  let enough = Math.ceil(2 * perCluster);
  let tooFew = enough - 1;
  while (!suffices(enough)) {
    tooFew = enough;
    enough *= 2;
    if (enough > MOST_QUESTIONS) return null;
  }
  while (enough - tooFew > 1) {
    const middle = Math.floor((tooFew + enough) / 2);
    if (suffices(middle)) enough = middle;
    else tooFew = middle;
  }
  return enough;
}
