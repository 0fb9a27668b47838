/**
 * Step-up adjustment: from the largest value down, the least of value times factor so far, at most 1.
 *
 * @param values shape [k], >= 0
 * @param factor of the value with a rank from 1, the smallest
 * @returns in the order given, shape [k]
 */
export function stepUp(values: readonly number[], factor: (rank: number) => number): number[] {
  const order = values
    .map((_, i) => i)
    .sort((i, j) => (values[i] as number) - (values[j] as number));
  const adjusted = values.map(() => 1);
  let least = 1;
  for (let rank = order.length; rank >= 1; rank -= 1) {
    const at = order[rank - 1] as number;
    least = Math.min(least, (values[at] as number) * factor(rank));
    adjusted[at] = least;
  }
  return adjusted;
}
