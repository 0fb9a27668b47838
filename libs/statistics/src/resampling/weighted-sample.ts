import { sumOf } from '../moments.js';

/** Shares this close to a step of the distribution count as reaching it. */
const STEP = 1e-12;

/** Values of a bootstrap distribution, each with how many resamples gave it. */
export class WeightedSample {
  /** Resamples in all. */
  readonly total: number;
  private readonly values: readonly number[];
  private readonly weights: readonly number[];

  /**
   * @param values shape [m], m >= 1, in any order
   * @param weights shape [m], above 0
   */
  constructor(values: readonly number[], weights: readonly number[]) {
    const order = values
      .map((_, i) => i)
      .sort((i, j) => (values[i] as number) - (values[j] as number));
    this.values = order.map((i) => values[i] as number);
    this.weights = order.map((i) => weights[i] as number);
    this.total = sumOf(weights);
  }

  /** Population standard deviation, of all resamples. */
  standardDeviation(): number {
    const mean = this.weigh((value) => value);
    return Math.sqrt(this.weigh((value) => (value - mean) ** 2));
  }

  /** Smallest value at or below which at least the share `p` of resamples lies. */
  quantile(p: number): number {
    const needed = p * this.total * (1 - STEP);
    let reached = 0;
    const at = this.weights.findIndex((weight) => (reached += weight) >= needed);
    return this.values.at(at) as number;
  }

  /** Share below `value`, counting half of those within `tolerance` of it. */
  shareBelow(value: number, tolerance: number): number {
    return this.weigh((own) => {
      if (Math.abs(own - value) <= tolerance) return 0.5;
      return own < value ? 1 : 0;
    });
  }

  private weigh(value: (own: number) => number): number {
    return (
      sumOf(this.values.map((own, i) => value(own) * (this.weights[i] as number))) / this.total
    );
  }
}
