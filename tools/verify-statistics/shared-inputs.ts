import { type ClusterLabel } from '@equipoise/statistics';
import { type VectorInputs } from './vector-inputs.js';

/** The level, given as such or as the confidence it leaves; 0.05 where neither is there. */
export function alphaOf(inputs: VectorInputs): number {
  const confidence = ['conf', 'confidence', 'level'];
  if (inputs.has(...confidence)) return 1 - inputs.number(...confidence);
  return inputs.numberOr(0.05, 'alpha');
}

/** The cluster of each question; each its own where none are given. */
export function clustersOf(inputs: VectorInputs, n: number): ClusterLabel[] {
  const names = ['cluster', 'clusters', 'cluster_id', 'cluster_ids', 'groups', 'group', 'document'];
  return inputs.has(...names) ? inputs.labels(...names) : Array.from({ length: n }, (_, i) => i);
}

/** Paired scores of two systems, or their differences alone. */
export interface PairsOrDifferences {
  /** Undefined where only differences are given. */
  readonly first: readonly number[] | undefined;
  readonly second: readonly number[] | undefined;
  /** First less second. */
  readonly differences: readonly number[];
}

export function pairsOf(inputs: VectorInputs): PairsOrDifferences {
  if (inputs.has(...DIFFERENCES)) {
    return { first: undefined, second: undefined, differences: inputs.numbers(...DIFFERENCES) };
  }
  const first = inputs.numbers('A', 'a', 'scores_A', 'score_A', 'sA', 's_A', 'tuned', 'x');
  const second = inputs.numbers('B', 'b', 'scores_B', 'score_B', 'sB', 's_B', 'base', 'y');
  return { first, second, differences: first.map((score, i) => score - (second[i] ?? NaN)) };
}

const DIFFERENCES = ['diff', 'diffs', 'd', 'differences', 'difference', 'values'];

/** The scores of one system, one a question. */
export function scoresOf(inputs: VectorInputs): number[] {
  return inputs.numbers('scores', 'score', 's', 'y', 'x', ...DIFFERENCES);
}
