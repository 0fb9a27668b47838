/** Names the cluster of an observation, e.g. the source document of a question; compared by value. */
export type ClusterLabel = string | number;

/**
 * The values of each cluster, in order of first appearance.
 *
 * @param values shape [n]
 * @param clusters shape [n]
 */
export function groupByCluster(
  values: readonly number[],
  clusters: readonly ClusterLabel[],
): number[][] {
  const groups = new Map<ClusterLabel, number[]>();
  clusters.forEach((label, i) => {
    const group = groups.get(label) ?? [];
    group.push(values[i] as number);
    groups.set(label, group);
  });
  return [...groups.values()];
}
