import { sumOf } from '../moments.js';
import { requireLength, requireScores } from '../require.js';
import { oneWayAnova } from '../variance/one-way-anova.js';
import { type ClusterLabel, groupByCluster } from './cluster-label.js';

export interface DesignEffect {
  /**
   * Intraclass correlation, at most 1; a value below 0 is sampling noise. Undefined when clusters
   * cannot be told from questions: one cluster, one question each, or no spread at all.
   */
  readonly icc: number | undefined;
  /** Variance of the mean over that of as many independent questions; at least 1. */
  readonly designEffect: number;
  /** Independent questions that would be as informative. */
  readonly effectiveN: number;
}

/**
 * What clustering costs: 1 + (m - 1) ICC with m = sum of squared cluster sizes over n.
 * A negative ICC counts as 0, an undefined one too: a pilot of one cluster says nothing here.
 *
 * @param values scores, or paired differences, one a question, shape [n], n >= 1
 * @param clusters shape [n]
 * @throws InvalidStatisticsInputError when a list is empty, of another length or not finite
 * @source Kish 1965; ICC by one-way analysis of variance with unequal sizes, Donner 1986
 *   (Int. Stat. Rev. 54)
 */
export function designEffectOf(
  values: readonly number[],
  clusters: readonly ClusterLabel[],
): DesignEffect {
  requireScores('values', values);
  requireLength('clusters', clusters, values.length);
  const n = values.length;
  const groups = groupByCluster(values, clusters);
  const weightedSize = sumOf(groups.map((group) => group.length ** 2)) / n;
  const icc = intraclassCorrelation(groups);
  const designEffect = 1 + (weightedSize - 1) * Math.max(0, icc ?? 0);
  return { icc, designEffect, effectiveN: n / designEffect };
}

function intraclassCorrelation(groups: readonly number[][]): number | undefined {
  const { meanSquareBetween: between, meanSquareWithin: within, typicalSize } = oneWayAnova(groups);
  if (between === undefined || within === undefined || typicalSize === undefined) return undefined;
  const total = between + (typicalSize - 1) * within;
  return total > 0 ? (between - within) / total : undefined;
}
