/**
 * Rank of each value from 1, smallest first; equal values share the mean of their ranks.
 *
 * @param values shape [n]
 */
export function midRanks(values: readonly number[]): number[] {
  const order = values
    .map((_, i) => i)
    .sort((a, b) => (values[a] as number) - (values[b] as number));
  const valueAt = (place: number): number | undefined => values[order[place] as number];
  const ranks = values.map(() => 0);
  for (let from = 0; from < order.length;) {
    let to = from + 1;
    while (to < order.length && valueAt(to) === valueAt(from)) to += 1;
    for (const at of order.slice(from, to)) ranks[at] = (from + 1 + to) / 2;
    from = to;
  }
  return ranks;
}
