/**
 * Kendall's tau-b in O(n log n), in [-1, 1]; undefined when either list is constant.
 *
 * With pairs sorted by x, then y, a pair is discordant exactly when merge sort by y swaps it, so
 * concordant less discordant = pairs - ties in x - ties in y + ties in both - 2 swaps.
 *
 * @param x shape [n], finite
 * @param y shape [n], finite
 * @source Knight 1966 (J. Am. Stat. Assoc. 61)
 */
export function kendallTauB(x: readonly number[], y: readonly number[]): number | undefined {
  const pairs = x.map((value, i) => [value, y[i] as number] as const);
  pairs.sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  const total = pairsOf(x.length);
  const tiesInX = tiedPairs(pairs, (a, b) => a[0] === b[0]);
  const tiesInBoth = tiedPairs(pairs, (a, b) => a[0] === b[0] && a[1] === b[1]);
  const { sorted, swaps } = mergeSort(pairs.map((pair) => pair[1]));
  const tiesInY = tiedPairs(sorted, (a, b) => a === b);
  if (tiesInX === total || tiesInY === total) return undefined;
  const order = total - tiesInX - tiesInY + tiesInBoth - 2 * swaps;
  const tau = order / Math.sqrt(total - tiesInX) / Math.sqrt(total - tiesInY);
  return Math.max(-1, Math.min(1, tau));
}

function pairsOf(n: number): number {
  return (n * (n - 1)) / 2;
}

/** Pairs of items within runs of equal neighbours. */
function tiedPairs<T>(sorted: readonly T[], areEqual: (a: T, b: T) => boolean): number {
  let ties = 0;
  let run = 0;
  sorted.forEach((item, i) => {
    run = i > 0 && areEqual(sorted[i - 1] as T, item) ? run + 1 : 0;
    ties += run;
  });
  return ties;
}

/** The values in order, and how many pairs of them were not. */
function mergeSort(values: readonly number[]): { sorted: readonly number[]; swaps: number } {
  if (values.length < 2) return { sorted: values, swaps: 0 };
  const middle = values.length >> 1;
  const left = mergeSort(values.slice(0, middle));
  const right = mergeSort(values.slice(middle));
  const sorted: number[] = [];
  let swaps = left.swaps + right.swaps;
  let at = 0;
  for (const value of left.sorted) {
    while (at < right.sorted.length && (right.sorted[at] as number) < value) {
      sorted.push(right.sorted[at] as number);
      at += 1;
    }
    swaps += at;
    sorted.push(value);
  }
  return { sorted: [...sorted, ...right.sorted.slice(at)], swaps };
}
