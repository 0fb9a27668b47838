import { type ClusterLabel, groupByCluster } from '../clusters/cluster-label.js';
import { meanOf, squaresAround, sumOf } from '../moments.js';
import { fisherExactP } from '../proportions/fisher-exact.js';
import { requireLength, requireScores } from '../require.js';

/** Scores of the questions of one slice. */
export interface SliceScores {
  /** One a question, shape [n]; may be empty. */
  readonly scores: readonly number[];
  /** Cluster of each question, shape [n]; each question its own when left out. */
  readonly clusters?: readonly ClusterLabel[];
}

/** Every number is finite; what does not exist is undefined, and `note` says why. */
export interface ContaminationGap {
  /** Mean score of each slice; undefined when it is empty. */
  readonly dirty: number | undefined;
  readonly clean: number | undefined;
  /** Dirty minus clean: above 0 where the system scores better on what it may have seen. */
  readonly gap: number | undefined;
  /** Undefined where a slice has fewer than 2 clusters. */
  readonly standardError: number | undefined;
  /** Fisher's exact two-sided p-value, for scores of 0 and 1 only; it ignores clusters. */
  readonly fisherP: number | undefined;
  /** `one-slice`: there is nothing to compare. `few-clusters`: no error bar. */
  readonly note: 'one-slice' | 'few-clusters' | undefined;
}

/**
 * How much better a system does on the contaminated slice of a test than on the rest. The slices are
 * other questions, so a gap may come from their difficulty: compare with a system that has not been
 * trained on the text.
 *
 * The standard error adds the variances of the two means: p (1 - p) / n for scores of 0 and 1 without
 * clusters, CR1 otherwise, which is sd^2 / n where each question is its own cluster.
 *
 * @throws InvalidStatisticsInputError when a score is not finite or a list is of another length
 * @source Brown et al. 2020 (arXiv 2005.14165) appendix C, clean against dirty; variances: Miller
 *   2024 (arXiv 2411.00640) equations 2 and 4
 */
export function contaminationGap(dirty: SliceScores, clean: SliceScores): ContaminationGap {
  requireSlice('dirty', dirty);
  requireSlice('clean', clean);
  const means = { dirty: meanOrNone(dirty.scores), clean: meanOrNone(clean.scores) };
  if (means.dirty === undefined || means.clean === undefined) {
    const none = { gap: undefined, standardError: undefined, fisherP: undefined };
    return { ...means, ...none, note: 'one-slice' };
  }
  const isBinary = [...dirty.scores, ...clean.scores].every((score) => score === 0 || score === 1);
  const ofDirty = varianceOfMean(dirty, isBinary);
  const ofClean = varianceOfMean(clean, isBinary);
  const isKnown = ofDirty !== undefined && ofClean !== undefined;
  return {
    ...means,
    gap: means.dirty - means.clean,
    standardError: isKnown ? Math.sqrt(ofDirty + ofClean) : undefined,
    fisherP: isBinary ? fisherExactP(counted(dirty), counted(clean)) : undefined,
    note: isKnown ? undefined : 'few-clusters',
  };
}

function requireSlice(name: string, { scores, clusters }: SliceScores): void {
  if (scores.length > 0) requireScores(name, scores);
  if (clusters) requireLength(`clusters of ${name}`, clusters, scores.length);
}

function meanOrNone(scores: readonly number[]): number | undefined {
  return scores.length === 0 ? undefined : meanOf(scores);
}

function counted({ scores }: SliceScores): { successes: number; trials: number } {
  return { successes: sumOf(scores), trials: scores.length };
}

function varianceOfMean(slice: SliceScores, isBinary: boolean): number | undefined {
  const { scores, clusters } = slice;
  const n = scores.length;
  const mean = meanOf(scores);
  if (clusters === undefined && isBinary) return (mean * (1 - mean)) / n;
  if (clusters === undefined) return n < 2 ? undefined : squaresAround(mean, scores) / (n - 1) / n;
  const residuals = scores.map((score) => score - mean);
  const sums = groupByCluster(residuals, clusters).map(sumOf);
  if (sums.length < 2) return undefined;
  return ((sums.length / (sums.length - 1)) * sumOf(sums.map((sum) => sum * sum))) / n ** 2;
}
