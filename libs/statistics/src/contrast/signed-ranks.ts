import { midRanks } from '../mid-ranks.js';
import { largestSize } from '../moments.js';

/** Sizes this close, as a share of the largest, are equal: differences of decimals are not exact. */
const TIE = 1e-12;

/**
 * - `drop`: differences of 0 are left out before ranking (Wilcoxon);
 * - `pratt`: they are ranked first and left out after, so that the others keep higher ranks.
 */
export type ZeroRule = 'drop' | 'pratt';

export interface SignedRanks {
  /** Mid-rank of the size of each difference that is not 0, shape [m]; a multiple of 1/2. */
  readonly ranks: readonly number[];
  /** Shape [m]. */
  readonly isPositive: readonly boolean[];
}

/** @param differences shape [n], n >= 1, finite */
export function signedRanks(differences: readonly number[], zeros: ZeroRule): SignedRanks {
  const sizes = snapped(differences.map(Math.abs));
  const isKept = sizes.map((size) => size > 0);
  const ranked = zeros === 'pratt' ? sizes : sizes.filter((size) => size > 0);
  const ranks = midRanks(ranked);
  return {
    ranks: zeros === 'pratt' ? ranks.filter((_, i) => isKept[i]) : ranks,
    isPositive: differences.filter((_, i) => isKept[i]).map((difference) => difference > 0),
  };
}

/** The same sizes, where those that differ by rounding only are made equal. */
function snapped(sizes: readonly number[]): number[] {
  const tolerance = TIE * largestSize(sizes);
  const order = sizes.map((_, i) => i).sort((i, j) => (sizes[i] as number) - (sizes[j] as number));
  const snappedSizes = [...sizes];
  let previous = 0;
  for (const i of order) {
    const size = sizes[i] as number;
    if (size - previous > tolerance) previous = size;
    snappedSizes[i] = previous;
  }
  return snappedSizes;
}
