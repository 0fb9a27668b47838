import { seededRandom } from '@equipoise/kernel';
import { sumOf } from '../moments.js';
import { visitSignPatterns } from './sign-patterns.js';

// Bound once: loops of a million steps ask for them, and globals are slow to reach in a sandbox.
const { abs, max, sign, sqrt } = Math;

const MOST_ENUMERATED_CLUSTERS = 16;
/** Statistics this close to the observed one, as a share of it and of 1, count as equal to it. */
const TIE = 1e-10;
/** A variance below this share of the squares that it is the difference of is rounding. */
const CANCELLED = 1e-13;

/** Signed sums over clusters of what t is made of. */
interface SignedSums {
  /** Of the clusters' residual sums. */
  readonly residuals: number;
  /** Of the clusters' sizes. */
  readonly sizes: number;
  /** Of residual sum times size. */
  readonly products: number;
  /** Of squared sizes. */
  readonly squares: number;
}

export interface WildDraws {
  readonly seed: string;
  readonly draws: number;
}

/**
 * Bootstrap distribution of t for a null mean at any distance from the mean.
 *
 * Four signed sums a pattern are enough: with T the residual sums around the mean, m the sizes,
 * U = T - shift m the residual sums under the null and d = sum(w U) / n, the squared error of a
 * pattern w is sum((w U - m d)^2) / n^2.
 */
export class WildStatistics {
  readonly method: 'exact' | 'monte-carlo';
  /** Half of all patterns where they are enumerated: the other half mirrors them. */
  private readonly patterns: readonly SignedSums[];
  private readonly unchanged: SignedSums;
  private readonly n: number;
  private readonly residualSquares: number;

  /**
   * @param sums residual sums around the mean, shape [G]
   * @param sizes cluster sizes, shape [G]
   */
  constructor(
    private readonly sums: readonly number[],
    private readonly sizes: readonly number[],
    draws: WildDraws,
  ) {
    this.n = sumOf(sizes);
    this.residualSquares = sumOf(sums.map((sum) => sum ** 2));
    this.unchanged = this.signed(sums.map(() => 1));
    this.method = sums.length <= MOST_ENUMERATED_CLUSTERS ? 'exact' : 'monte-carlo';
    this.patterns = this.method === 'exact' ? this.allPatterns() : this.drawPatterns(draws);
  }

  /** Sign patterns looked at: 2^G, or the draws. */
  get patternCount(): number {
    return this.method === 'exact' ? 2 * this.patterns.length : this.patterns.length;
  }

  /**
   * t of the data; infinite where the error is 0 and the shift is not.
   *
   * @param shift null mean less mean
   */
  observed(shift: number): number {
    return this.tOf(this.unchanged, shift);
  }

  /** Two-sided p-value, in (0, 1]. */
  pValue(shift: number): number {
    const observed = abs(this.observed(shift));
    const threshold = Number.isFinite(observed) ? observed - TIE * max(1, observed) : observed;
    let extreme = 0;
    for (const pattern of this.patterns) {
      if (abs(this.tOf(pattern, shift)) >= threshold) extreme += 1;
    }
    return this.method === 'exact'
      ? extreme / this.patterns.length
      : (extreme + 1) / (this.patterns.length + 1);
  }

  private tOf(pattern: SignedSums, shift: number): number {
    const { residuals, sizes, products, squares } = this.unchanged;
    const own = this.residualSquares - 2 * shift * products + shift ** 2 * squares;
    const total = pattern.residuals - shift * pattern.sizes;
    const d = total / this.n;
    const error = own - 2 * d * (pattern.products - shift * pattern.squares) + d ** 2 * squares;
    if (error > CANCELLED * own) return total / sqrt(error);
    return abs(total) <= CANCELLED * abs(residuals - shift * sizes) ? 0 : sign(total) * Infinity;
  }

  private signed(signs: readonly number[]): SignedSums {
    const sums = { residuals: 0, sizes: 0, products: 0, squares: 0 };
    signs.forEach((own, i) => {
      const [sum, size] = [this.sums[i] as number, this.sizes[i] as number];
      sums.residuals += own * sum;
      sums.sizes += own * size;
      sums.products += own * sum * size;
      sums.squares += own * size ** 2;
    });
    return sums;
  }

  private allPatterns(): SignedSums[] {
    const patterns: SignedSums[] = [];
    visitSignPatterns(this.sums.length, (signs) => patterns.push(this.signed(signs)));
    return patterns;
  }

  private drawPatterns({ seed, draws }: WildDraws): SignedSums[] {
    const random = seededRandom(seed);
    const drawn = (): number => (random() < 0.5 ? 1 : -1);
    return Array.from({ length: draws }, () => this.signed(this.sums.map(drawn)));
  }
}
