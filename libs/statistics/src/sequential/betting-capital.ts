import {
  type BettingDesign,
  type BettingObservation,
  DEFAULT_TRUNCATION,
} from './betting-design.js';

/** Pretended draw of mean 1/2 and variance 1/4 that starts the estimates the bets rest on. */
const PRETENDED = { draws: 1, mean: 1 / 2, variance: 1 / 4 };
/** Means this little out of their range are rounding, not means that cannot be. */
const ROUNDING = 1e-9;
/** In place of a mean: what has come of a set exceeds the candidate already. */
const IMPOSSIBLE = -1;
const PRODUCT_LIMIT = 1e100;

/** How far a set has been drawn. */
interface Progress {
  /** Questions still to come; Infinity for an endless population. */
  readonly left: number;
  /** Sum of the values of those that have come. */
  readonly seen: number;
}

/** A draw, and what was known before it. */
interface Bet extends Progress {
  readonly value: number;
  /** Share of a full stake that the draw carries, (0, 1]. */
  readonly weight: number;
  /** The bet before it is cut to what the candidate mean allows, > 0. */
  readonly stake: number;
}

/**
 * The capital of two gamblers who bet on every draw, one that it lies above a candidate mean m and
 * one that it lies below, as a function of m. Each capital is a nonnegative martingale that starts
 * at 1 where m is the mean, and falls (rises) in m without a jump back, so that the means it leaves
 * standing make an interval.
 */
export class BettingCapital {
  private readonly bets: Bet[] = [];
  private readonly truncation: number;
  private seen = 0;
  private seenSize = 0;
  private weightSum = PRETENDED.draws;
  private valueSum = PRETENDED.draws * PRETENDED.mean;
  private squareSum = PRETENDED.draws * PRETENDED.variance;

  constructor(private readonly design: BettingDesign) {
    this.truncation = design.truncation ?? DEFAULT_TRUNCATION;
  }

  /** Questions of the set still to come; undefined for an endless population. */
  get left(): number | undefined {
    const { populationSize } = this.design;
    return populationSize === undefined ? undefined : populationSize - this.seenSize;
  }

  /** @param observation in range, as `requireBettingObservation` checks */
  add({ value, size }: BettingObservation): void {
    const { populationSize, largestSize = 1 } = this.design;
    const weight = populationSize === undefined ? size / largestSize : 1;
    const [left, seen] = [this.left ?? Infinity, this.seen];
    this.bets.push({ value, weight, stake: this.nextStake(), left, seen });

    this.seen += size * value;
    this.seenSize += size;
    this.weightSum += weight;
    this.valueSum += weight * value;
    const mean = Math.min(1, this.valueSum / this.weightSum);
    this.squareSum += (weight * (value - mean)) ** 2;
  }

  /** Logarithm of the capital that bets on draws above `mean`; falls in `mean`, which is in [0, 1]. */
  logAbove(mean: number): number {
    return this.logCapital(mean, 'above');
  }

  /** Logarithm of the capital that bets on draws below `mean`; rises in `mean`. */
  logBelow(mean: number): number {
    return this.logCapital(1 - mean, 'below');
  }

  /** What the draws so far say to bet on the next one, whatever the candidate mean. */
  private nextStake(): number {
    const draw = this.bets.length + 1;
    const variance = this.squareSum / (draw - 1 + PRETENDED.draws);
    return Math.sqrt((2 * Math.log(2 / this.design.alpha)) / (draw * Math.log1p(draw) * variance));
  }

  /** Betting below is betting above on 1 - value, at the candidate 1 - mean. */
  private logCapital(candidate: number, side: 'above' | 'below'): number {
    let log = 0;
    let product = 1;
    for (const bet of this.bets) {
      const value = side === 'above' ? bet.value : 1 - bet.value;
      const mean = this.expectedNext(candidate, bet, side);
      if (mean === IMPOSSIBLE) return Infinity;
      const most = this.truncation / mean;
      const stake = bet.stake < most ? bet.stake : most;
      product *= 1 + stake * bet.weight * (value - mean);
      if (product > PRODUCT_LIMIT || product < 1 / PRODUCT_LIMIT) {
        log += Math.log(product);
        product = 1;
      }
    }
    const rest = { left: this.left ?? Infinity, seen: this.seen };
    return this.expectedNext(candidate, rest, side) === IMPOSSIBLE
      ? Infinity
      : log + Math.log(product);
  }

  /** Mean of the questions left, if that of the whole set is the candidate; or IMPOSSIBLE. */
  private expectedNext(candidate: number, at: Progress, side: 'above' | 'below'): number {
    const { populationSize } = this.design;
    if (populationSize === undefined) return candidate;
    const seen = side === 'above' ? at.seen : populationSize - at.left - at.seen;
    const missing = populationSize * candidate - seen;
    return missing < -ROUNDING * populationSize
      ? IMPOSSIBLE
      : Math.max(0, missing) / Math.max(at.left, ROUNDING);
  }
}
