import { isRounding, largestSize, meanOf, sumOf } from '../moments.js';

/**
 * Pearson correlation of paired values, in [-1, 1]; undefined when either has no spread.
 *
 * @param x shape [n], n >= 1
 * @param y shape [n]
 */
export function correlationOf(x: readonly number[], y: readonly number[]): number | undefined {
  const fromX = centred(x);
  const fromY = centred(y);
  if (fromX === undefined || fromY === undefined) return undefined;
  const r = sumOf(fromX.map((value, i) => value * (fromY[i] as number)));
  return Math.max(-1, Math.min(1, r));
}

/** Distances from the mean, scaled to length 1. */
function centred(values: readonly number[]): number[] | undefined {
  const mean = meanOf(values);
  const distances = values.map((value) => value - mean);
  const largest = largestSize(distances);
  if (isRounding(largest, largestSize(values))) return undefined;
  const length = largest * Math.sqrt(sumOf(distances.map((value) => (value / largest) ** 2)));
  return distances.map((value) => value / length);
}
