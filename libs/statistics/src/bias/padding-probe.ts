import { type ClusterLabel } from '../clusters/cluster-label.js';
import { type PairedContrast, pairedClusterContrast } from '../contrast/paired-cluster-contrast.js';
import { tost } from '../equivalence/tost.js';

export interface PaddingProbeInput {
  /** Judge's scores of the answers as they are, shape [n], n >= 1. */
  readonly original: readonly number[];
  /** Scores of the same answers with neutral text added, shape [n]. */
  readonly padded: readonly number[];
  /** Cluster of each answer, shape [n]. */
  readonly clusters: readonly ClusterLabel[];
  /** Largest change of score of no importance, > 0; default 0.1. */
  readonly margin?: number;
  /** Level of both tests, [1e-12, 0.5). */
  readonly alpha: number;
}

export interface PaddingProbe {
  /** Padded minus original. */
  readonly contrast: PairedContrast;
  /** p-value of a change as large as the margin, in [0, 1]. */
  readonly equivalenceP: number | undefined;
  /**
   * `indifferent`: the change is below the margin, shown at alpha. `rewards` and `punishes`: it is
   * not 0, shown at alpha, and not shown to be below the margin. `unclear`: neither is shown.
   */
  readonly finding: 'indifferent' | 'rewards' | 'punishes' | 'unclear';
}

/**
 * Whether length alone changes a judge's scores: the same answers, with and without neutral text.
 * Unlike a correlation with length it changes nothing but the length.
 *
 * @throws InvalidStatisticsInputError as pairedClusterContrast does, or when `margin` is not above 0
 * @source paired t test and two one-sided tests, as in pairedClusterContrast and tost
 */
export function paddingProbe(input: PaddingProbeInput): PaddingProbe {
  const { original, padded, clusters, margin = 0.1, alpha } = input;
  const contrast = pairedClusterContrast({ base: original, tuned: padded, clusters, alpha });
  const equivalenceP = tost(contrast, margin).pValue;
  const { pValue = 1, estimate } = contrast;
  if (equivalenceP !== undefined && equivalenceP <= alpha) {
    return { contrast, equivalenceP, finding: 'indifferent' };
  }
  const change = estimate > 0 ? 'rewards' : 'punishes';
  return { contrast, equivalenceP, finding: pValue <= alpha ? change : 'unclear' };
}
