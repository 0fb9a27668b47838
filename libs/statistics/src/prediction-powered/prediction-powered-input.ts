import { type ClusterLabel } from '../clusters/cluster-label.js';
import { requireAlpha, requireLength, requireScores, requireThat } from '../require.js';

/** A few answers with human labels and many with the judge's scores alone. */
export interface PredictionPoweredInput {
  /** Human labels, shape [n], n >= 1, of answers drawn at random from all. */
  readonly labels: readonly number[];
  /** The judge's scores of the labelled answers, shape [n]. */
  readonly predictions: readonly number[];
  /** The judge's scores of the answers without a label, shape [N], N >= 1. */
  readonly unlabelledPredictions: readonly number[];
  /** lambda, in [0, 1]: 0 uses the labels alone, 1 is plain PPI; default tuned to the data (PPI++). */
  readonly weight?: number;
  /** Chance left outside the intervals, [1e-12, 0.5). */
  readonly alpha: number;
}

/** Clusters that labelled and unlabelled answers may share, e.g. source documents. */
export interface PredictionPoweredClusters {
  /** Shape [n]. */
  readonly labelled: readonly ClusterLabel[];
  /** Shape [N]. */
  readonly unlabelled: readonly ClusterLabel[];
}

/** Refuses empty lists, lists of other lengths, and numbers out of range. */
export function requirePredictionPoweredInput(input: PredictionPoweredInput): void {
  const { labels, predictions, unlabelledPredictions, weight = 0, alpha } = input;
  requireScores('labels', labels);
  requireScores('predictions', predictions);
  requireLength('predictions', predictions, labels.length);
  requireScores('unlabelledPredictions', unlabelledPredictions);
  requireThat(weight >= 0 && weight <= 1, `weight is ${weight}; give 0 to 1, or leave it out`);
  requireAlpha(alpha);
}
