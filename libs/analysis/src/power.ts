import { designEffectOf, minimumDetectableEffect, studentTQuantile } from '@equipoise/statistics';
import type { Comparison } from '@equipoise/contracts';
import { differencesOf, meanOf, type Pairs } from './pairs.js';

const MOST_QUESTIONS = 2 ** 40;

/**
 * Smallest true difference that as many questions and clusters find with 80 % power.
 *
 * @param alpha two-sided level of one test
 * @returns null where the differences do not vary or share one cluster
 */
export function detectableEffect(pairs: Pairs, { note }: Comparison, alpha: number): number | null {
  if (note !== null) return null;
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
 * Questions, in clusters as large as now, with which the interval would reach `margin` to each side.
 *
 * @param margin > 0, on the scale of the score; 0 asks for what no number of questions gives
 * @param alpha chance left outside the interval
 * @returns null without a standard error, for a margin of 0, and beyond 2^40 questions
 */
export function questionsForMargin(
  { n, clusters, standardError }: Comparison,
  margin: number,
  alpha: number,
): number | null {
  if (standardError === null || margin <= 0) return null;
  const perCluster = n / clusters;
  const suffices = (questions: number): boolean => {
    const error = standardError * Math.sqrt(n / questions);
    return -studentTQuantile(alpha / 2, questions / perCluster - 1) * error <= margin;
  };
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
