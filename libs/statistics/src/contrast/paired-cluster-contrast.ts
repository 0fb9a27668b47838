import { type ClusterLabel } from '../clusters/cluster-label.js';
import { clusterRobustMean, type SpreadNote } from '../clusters/cluster-robust.js';
import { type Interval, tInterval } from '../clusters/t-interval.js';
import { tTestOf } from '../clusters/t-test.js';
import { largestSize } from '../moments.js';
import { requireAlpha, requireLength, requireScores } from '../require.js';
import { correlationOf } from './correlation.js';
import { cohenDz, hedgesFactor } from './standardized-difference.js';

export interface PairedScores {
  /** One score a question (the mean of its repeats), shape [n], n >= 1. */
  readonly base: readonly number[];
  /** Scores of the other system on the same questions in the same order, shape [n]. */
  readonly tuned: readonly number[];
  /** Cluster of each question, e.g. its source document, shape [n]. */
  readonly clusters: readonly ClusterLabel[];
  /** Two-sided level of the test, [1e-12, 0.5). */
  readonly alpha: number;
}

/** Every number is finite; what does not exist is undefined, and `note` says why. */
export interface PairedContrast {
  /** Mean of tuned minus base, in units of the score. */
  readonly estimate: number;
  /** Questions. */
  readonly n: number;
  readonly clusterCount: number;
  readonly standardError: number | undefined;
  /** Clusters less one. */
  readonly degreesOfFreedom: number | undefined;
  /** Undefined also where the standard error is 0. */
  readonly t: number | undefined;
  /** Two-sided p-value of no difference, in [0, 1], not adjusted for other comparisons. */
  readonly pValue: number | undefined;
  /** Interval at 1 - alpha. */
  readonly interval: Interval | undefined;
  /** Interval at 1 - 2 alpha, which two one-sided tests at alpha compare with a margin. */
  readonly tostInterval: Interval | undefined;
  /** Pearson correlation of base and tuned over questions: what pairing gains. */
  readonly correlation: number | undefined;
  /** Mean over standard deviation of the differences. */
  readonly dz: number | undefined;
  /** `dz` without its small-sample bias; n - 1 degrees of freedom, so clusters are ignored. */
  readonly hedgesG: number | undefined;
  readonly note: ContrastNote | undefined;
}

/**
 * `constant-difference`: every question differs by the same amount, so the standard error is 0 and
 * p is 0, or 1 when that amount is 0. It shows that the sample does not vary, not that the effect is
 * certain: with few clusters look at `clusterSignFlip` too.
 */
export type ContrastNote = Exclude<SpreadNote, 'constant'> | 'constant-difference';

/**
 * Compares two systems on the same questions, whose differences are correlated within clusters.
 *
 * @throws InvalidStatisticsInputError when a list is empty, of another length or not finite, or
 *   `alpha` is out of range
 * @source Miller 2024 (arXiv 2411.00640) section 4.2, with the CR1 factor and t with G - 1 degrees of
 *   freedom (Cameron and Miller 2015)
 */
export function pairedClusterContrast(input: PairedScores): PairedContrast {
  const { base, tuned, clusters, alpha } = input;
  requireScores('base', base);
  requireScores('tuned', tuned);
  requireLength('tuned', tuned, base.length);
  requireLength('clusters', clusters, base.length);
  requireAlpha(alpha);

  const differences = tuned.map((score, i) => score - (base[i] as number));
  const scale = Math.max(largestSize(base), largestSize(tuned));
  const robust = clusterRobustMean(differences, clusters, scale);
  const { mean: estimate, n, clusterCount, standardError, degreesOfFreedom, note } = robust;
  return {
    estimate,
    n,
    clusterCount,
    standardError,
    degreesOfFreedom,
    ...tTestOf(estimate, standardError, degreesOfFreedom),
    interval: tInterval(robust, alpha),
    tostInterval: tInterval(robust, 2 * alpha),
    correlation: correlationOf(base, tuned),
    ...effectSizes(differences, scale),
    note: note === 'constant' ? 'constant-difference' : note,
  };
}

function effectSizes(
  differences: readonly number[],
  scale: number,
): Pick<PairedContrast, 'dz' | 'hedgesG'> {
  const dz = cohenDz(differences, scale);
  const factor = hedgesFactor(differences.length - 1);
  return { dz, hedgesG: dz === undefined || factor === undefined ? undefined : dz * factor };
}
