import { seededShuffle } from '@equipoise/kernel';
import { type ClusterLabel } from '../clusters/cluster-label.js';
import { requireThat } from '../require.js';
import { type DifferenceDesign } from './difference-sequence.js';

export interface DrawingOrderInput {
  /** Cluster of each question, shape [n]. */
  readonly clusters: readonly ClusterLabel[];
  /** What the claim of the sequence is about; it decides which cluster may come next. */
  readonly about: DifferenceDesign['claim']['about'];
  /** Any text, fixed before the first answer; equal seeds give equal orders. */
  readonly seed: string;
}

/**
 * The order in which a sequence must draw the questions for its error to hold, cluster by cluster.
 * For a fixed set the questions are shuffled and each brings its cluster, so that the next cluster is
 * any of those left with chance in proportion to its size; otherwise the clusters are shuffled.
 *
 * @returns places in `clusters`, shape [n]; questions of one cluster stand together
 */
export function drawingOrder({ clusters, about, seed }: DrawingOrderInput): number[] {
  const places = new Map<ClusterLabel, number[]>();
  clusters.forEach((label, place) => {
    const own = places.get(label);
    if (own) own.push(place);
    else places.set(label, [place]);
  });
  const shuffled = seededShuffle(about === 'fixed-set' ? clusters : [...places.keys()], seed);
  return [...new Set(shuffled)].flatMap((label) => places.get(label) ?? []);
}

/**
 * Cuts such an order into waves of whole clusters, each of at least `questions` but for the last.
 *
 * @param order places in `clusters`, shape [n]
 * @returns the same places, shape [waves][any]
 * @throws InvalidStatisticsInputError when `questions` is not a whole number >= 1
 */
export function wavesOf(
  order: readonly number[],
  clusters: readonly ClusterLabel[],
  questions: number,
): number[][] {
  requireThat(
    Number.isSafeInteger(questions) && questions >= 1,
    `questions is ${questions}; give a whole number >= 1`,
  );
  const waves: number[][] = [];
  order.forEach((place, i) => {
    const wave = waves.at(-1);
    const before = order[i - 1];
    const isSameCluster = before !== undefined && clusters[before] === clusters[place];
    if (wave && (isSameCluster || wave.length < questions)) wave.push(place);
    else waves.push([place]);
  });
  return waves;
}
