export function sumOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}

/** Arithmetic mean of at least one value. */
export function meanOf(values: readonly number[]): number {
  return sumOf(values) / values.length;
}

/** Sum of squared distances from the mean. */
export function squaresAround(mean: number, values: readonly number[]): number {
  return sumOf(values.map((value) => (value - mean) ** 2));
}

/** Largest absolute value; 0 for an empty list. */
export function largestSize(values: readonly number[]): number {
  return values.reduce((largest, value) => Math.max(largest, Math.abs(value)), 0);
}

/** Sizes below this share of the scores they come from are rounding, not data. */
const ROUNDING = 1e-12;

/**
 * Whether a size is nothing but the rounding of arithmetic on scores.
 *
 * @param scale largest absolute score that entered the arithmetic
 */
export function isRounding(size: number, scale: number): boolean {
  return Math.abs(size) <= ROUNDING * scale;
}
