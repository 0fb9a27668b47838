import { designEffectOf, minimumDetectableEffect, studentTQuantile } from '@equipoise/statistics';
import type { Comparison } from '@equipoise/contracts';
import { differencesOf, meanOf, type Pairs } from './pairs.js';

const MOST_QUESTIONS = 2 ** 40;

const POWER = 0.8;

/** A comparison and, of several seeds, what they add to its error. */
export type Sample = Pick<Comparison, 'n' | 'clusters' | 'note' | 'standardError'> & {
  readonly seeds?: number;
  /** null with one seed. */
  readonly seedDeviation?: number | null;
  readonly degreesOfFreedom?: number | null;
};

/**
 * Smallest true difference that as many questions, clusters and seeds find with 80 % power. With
 * several seeds it is the sum of the two t quantiles times the error, which is close and not exact.
 *
 * @param alpha two-sided level of one test
 * @returns null where the differences do not vary or share one cluster
 */
export function detectableEffect(
  pairs: Pairs,
  { note, standardError, seedDeviation = null, degreesOfFreedom = null }: Sample,
  alpha: number,
): number | null {
  if (note !== null || standardError === null) return null;
  if (seedDeviation !== null && degreesOfFreedom !== null) {
    const quantiles = [1 - alpha / 2, POWER].map((p) => studentTQuantile(p, degreesOfFreedom));
    return quantiles.reduce((sum, own) => sum + own, 0) * standardError;
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
  { n, clusters, standardError, seeds = 1, seedDeviation }: Sample,
  margin: number,
  alpha: number,
): number | null {
  if (standardError === null || margin <= 0) return null;
  const perCluster = n / clusters;
  const ofSeeds = Math.min((seedDeviation ?? 0) ** 2 / seeds, standardError ** 2);
  const ofQuestions = standardError ** 2 - ofSeeds;
  const suffices = (questions: number): boolean => {
    const between = (ofQuestions * n) / questions;
    const spread =
      between ** 2 / (questions / perCluster - 1) + (ofSeeds > 0 ? ofSeeds ** 2 / (seeds - 1) : 0);
    const degrees = Math.max((between + ofSeeds) ** 2 / spread, 1);
    return -studentTQuantile(alpha / 2, degrees) * Math.sqrt(between + ofSeeds) <= margin;
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
