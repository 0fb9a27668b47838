/**
 * Calls `visit` once for every way to draw `size` items with replacement when order does not matter.
 *
 * @param size items there are and items drawn, from 1 to about 12
 * @param visit gets how often each item is drawn, shape [size], used again for the next draw, and
 *   the number of orders in which that draw can come: a whole number
 */
export function visitMultisets(
  size: number,
  visit: (counts: readonly number[], orders: number) => void,
): void {
  const counts = Array<number>(size).fill(0);
  const place = (item: number, left: number, orders: number): void => {
    if (item === size - 1) {
      counts[item] = left;
      visit(counts, orders);
      return;
    }
    let ways = orders;
    for (let count = 0; count <= left; count += 1) {
      counts[item] = count;
      place(item + 1, left - count, ways);
      // the next binomial coefficient of `left` over `count`, exact in whole numbers
      ways = (ways * (left - count)) / (count + 1);
    }
  };
  place(0, size, 1);
}
