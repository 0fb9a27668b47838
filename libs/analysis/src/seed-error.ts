import type { Comparison } from '@equipoise/contracts';
import { crossedSeeds, studentTQuantile, studentTTwoSidedP } from '@equipoise/statistics';

interface ErrorBar {
  readonly variance: number;
  /** Satterthwaite's, not whole. */
  readonly degrees: number;
}

/** A comparison whose error covers the seeds too. */
export interface SeedComparison extends Comparison {
  /** Of the t distribution behind interval and p; null without a standard error. */
  readonly degreesOfFreedom: number | null;
  /** Standard deviation of fine-tunes around their mean effect, residual taken out; null with one. */
  readonly seedDeviation: number | null;
}

/**
 * A comparison of seed-averaged scores with the variance of seeds added to its error, so that it
 * speaks of fine-tuning and not of these adapters. Two errors of the mean are known, and the larger
 * is taken:
 *
 * - crossed: (MSq + MSs - MSe) / (n M), questions and seeds random, questions independent;
 * - clustered: CR1^2 of the seed-averaged differences + max(0, MSs - MSe) / (n M). With every question
 *   its own cluster the two are equal. Within clusters residuals agree, and only this one sees it.
 *
 * @param comparison of the seed-averaged scores
 * @param differences tuned minus base, shape [M][n]
 * @param alpha two-sided level, [1e-12, 0.5)
 * @source variances: two-way random effects; degrees of freedom: Satterthwaite 1946 (Biometrics
 *   Bull. 2); CR1: Cameron and Miller 2015 (J. Hum. Resour. 50)
 */
export function withSeedError(
  comparison: Comparison,
  differences: readonly (readonly number[])[],
  alpha: number,
): SeedComparison {
  const { standardError, clusters, n, difference } = comparison;
  const degrees = standardError === null ? null : clusters - 1;
  if (differences.length === 1 || n === 0) {
    return { ...comparison, degreesOfFreedom: degrees, seedDeviation: null };
  }
  const byQuestion = (differences[0] ?? []).map((_, q) => differences.map((own) => own[q] ?? 0));
  const crossed = crossedSeeds(byQuestion, alpha);
  const deviation = crossed.betweenSeeds === undefined ? null : Math.sqrt(crossed.betweenSeeds);
  if (standardError === null || difference === null) {
    return { ...comparison, degreesOfFreedom: null, seedDeviation: deviation };
  }
  const bars = [clusteredError(standardError, clusters, crossed), crossedError(crossed)];
  const largest = bars
    .filter((bar) => bar !== undefined)
    .reduce((most, bar) => (bar.variance > most.variance ? bar : most));
  // below those of the scarcer of the two samples the approximation is worse than that sample alone
  const enough = Math.max(largest.degrees, Math.min(clusters, differences.length) - 1);
  return {
    ...comparison,
    ...barsOf(difference, { ...largest, degrees: enough }, alpha),
    degreesOfFreedom: enough,
    seedDeviation: deviation,
  };
}

type Crossed = ReturnType<typeof crossedSeeds>;

function crossedError({ standardError, degreesOfFreedom }: Crossed): ErrorBar | undefined {
  if (standardError === undefined || degreesOfFreedom === undefined) return undefined;
  return { variance: standardError ** 2, degrees: degreesOfFreedom };
}

function clusteredError(standardError: number, clusters: number, crossed: Crossed): ErrorBar {
  const { questionCount: n, seedCount: m, meanSquareSeeds = 0, meanSquareResidual = 0 } = crossed;
  const [ofSeeds, ofResidual] = [meanSquareSeeds / (n * m), meanSquareResidual / (n * m)];
  const ofQuestions = standardError ** 2;
  if (ofSeeds <= ofResidual) return { variance: ofQuestions, degrees: clusters - 1 };
  const variance = ofQuestions + ofSeeds - ofResidual;
  const spread =
    ofQuestions ** 2 / (clusters - 1) +
    ofSeeds ** 2 / (m - 1) +
    (n > 1 ? ofResidual ** 2 / ((n - 1) * (m - 1)) : 0);
  return { variance, degrees: variance ** 2 / spread };
}

function barsOf(
  difference: number,
  { variance, degrees }: ErrorBar,
  alpha: number,
): Pick<Comparison, 'standardError' | 'interval' | 'tostInterval' | 'pValue'> {
  const standardError = Math.sqrt(variance);
  const around = (level: number): Comparison['interval'] => {
    const half = -studentTQuantile(level / 2, degrees) * standardError;
    return { lower: difference - half, upper: difference + half };
  };
  return {
    standardError,
    interval: around(alpha),
    tostInterval: around(2 * alpha),
    pValue: studentTTwoSidedP(difference / standardError, degrees),
  };
}
