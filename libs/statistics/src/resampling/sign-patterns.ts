/**
 * Calls `visit` with every pattern of `count` signs that begins with +1; the other half mirrors it.
 * The array is used again for the next pattern.
 *
 * @param count from 1 to about 20
 */
export function visitSignPatterns(count: number, visit: (signs: readonly number[]) => void): void {
  const signs = Array<number>(count).fill(1);
  for (let pattern = 0; pattern < 2 ** (count - 1); pattern += 1) {
    for (let i = 1; i < count; i += 1) signs[i] = (pattern >>> (i - 1)) & 1 ? -1 : 1;
    visit(signs);
  }
}

/**
 * How many of the 2^m ways to give each term a sign make a total of at least `least` in size.
 * Splits the terms in two halves and matches their sorted totals, so 30 terms take 2 x 32,768 steps.
 *
 * @param terms shape [m], m from 1 to about 40
 * @param least totals are compared with it as they are: allow for rounding beforehand
 */
export function countSignPatterns(terms: readonly number[], least: number): number {
  if (least <= 0) return 2 ** terms.length;
  const half = Math.floor(terms.length / 2);
  const first = signedTotals(terms.slice(0, half));
  const second = signedTotals(terms.slice(half));
  let count = 0;
  // as totals of the first half grow, smaller and smaller ones of the second half will do
  let from = second.length;
  for (const total of first) {
    while (from > 0 && total + (second[from - 1] as number) >= least) from -= 1;
    count += second.length - from;
  }
  return 2 * count;
}

/** Totals of all sign patterns, smallest first; shape [2^m]. */
function signedTotals(terms: readonly number[]): Float64Array {
  const totals = new Float64Array(2 ** terms.length);
  let filled = 1;
  for (const term of terms) {
    for (let i = 0; i < filled; i += 1) {
      totals[filled + i] = (totals[i] as number) + term;
      totals[i] = (totals[i] as number) - term;
    }
    filled *= 2;
  }
  return totals.sort();
}
