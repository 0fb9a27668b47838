import type { Comparison } from '@equipoise/contracts';
import { crossedSeeds, type ErrorPart, jointHalfWidth, jointSurvival } from '@equipoise/statistics';

/** A comparison whose error covers the seeds too. */
export interface SeedComparison extends Comparison {
  readonly seeds: number;
  /** Clusters less one; null without a standard error, and with several seeds: see `errorPartsOf`. */
  readonly degreesOfFreedom: number | null;
  /** Standard deviation of fine-tunes around their mean effect, residual taken out; null with one. */
  readonly seedDeviation: number | null;
  /** Part of the standard error that differs from seed to seed, residual included; null with one. */
  readonly seedError: number | null;
}

/**
 * A comparison of seed-averaged scores with the variance of seeds added to its error, so that it
 * speaks of fine-tuning and not of these adapters. Two errors of the mean are known, and the larger
 * is taken:
 *
 * - crossed: (MSq + MSs - MSe) / (n M), questions and seeds random, questions independent;
 * - clustered: CR1^2 of the seed-averaged differences + max(0, MSs - MSe) / (n M). With every question
 *   its own cluster it is no smaller. Within clusters residuals agree, and only this one sees it.
 *
 * Of either, MSs / (n M) is known from the seeds alone, with M - 1 degrees of freedom, and the rest
 * from the clusters: interval and p are Banerjee's for two such parts.
 *
 * @param comparison of the seed-averaged scores
 * @param differences tuned minus base, shape [M][n]
 * @param alpha two-sided level, [1e-12, 0.5)
 * @source variances: two-way random effects; CR1: Cameron and Miller 2015 (J. Hum. Resour. 50);
 *   interval: Banerjee 1960 (Sankhya 22)
 */
export function withSeedError(
  comparison: Comparison,
  differences: readonly (readonly number[])[],
  alpha: number,
): SeedComparison {
  const { standardError, clusters, n, difference } = comparison;
  const seeds = differences.length;
  if (seeds === 1 || n === 0) {
    const degreesOfFreedom = standardError === null ? null : clusters - 1;
    return { ...comparison, seeds, degreesOfFreedom, seedDeviation: null, seedError: null };
  }
  const byQuestion = (differences[0] ?? []).map((_, q) => differences.map((own) => own[q] ?? 0));
  const crossed = crossedSeeds(byQuestion, alpha);
  const deviation = crossed.betweenSeeds === undefined ? null : Math.sqrt(crossed.betweenSeeds);
  const seeded = { ...comparison, seeds, degreesOfFreedom: null, seedDeviation: deviation };
  if (standardError === null || difference === null) return { ...seeded, seedError: null };
  const ofMean = (meanSquare = 0): number => meanSquare / (n * seeds);
  const ofSeeds = ofMean(crossed.meanSquareSeeds);
  const clustered = standardError ** 2 + Math.max(0, ofSeeds - ofMean(crossed.meanSquareResidual));
  const variance = Math.max(clustered, (crossed.standardError ?? 0) ** 2);
  const joint = {
    ...seeded,
    standardError: Math.sqrt(variance),
    seedError: Math.sqrt(Math.min(ofSeeds, variance)),
  };
  return { ...joint, ...barsOf(difference, errorPartsOf(joint), alpha) };
}

/**
 * What the squared standard error of a comparison consists of: what clusters tell, and of several
 * seeds what they tell.
 *
 * @returns none without a standard error
 */
export function errorPartsOf({
  standardError,
  seedError,
  clusters,
  seeds,
}: Pick<SeedComparison, 'standardError' | 'seedError' | 'clusters' | 'seeds'>): ErrorPart[] {
  if (standardError === null) return [];
  const ofSeeds = (seedError ?? 0) ** 2;
  const ofClusters = Math.max(0, standardError ** 2 - ofSeeds);
  const parts = [{ variance: ofClusters, degreesOfFreedom: clusters - 1 }];
  if (seedError === null) return parts;
  return [...parts, { variance: ofSeeds, degreesOfFreedom: seeds - 1 }];
}

function barsOf(
  difference: number,
  parts: readonly ErrorPart[],
  alpha: number,
): Pick<Comparison, 'interval' | 'tostInterval' | 'pValue'> {
  const around = (outside: number): Comparison['interval'] => {
    const half = jointHalfWidth(parts, outside);
    return { lower: difference - half, upper: difference + half };
  };
  return {
    interval: around(alpha),
    tostInterval: around(2 * alpha),
    pValue: Math.min(1, 2 * jointSurvival(Math.abs(difference), parts)),
  };
}
