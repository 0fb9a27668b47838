import { requireAlpha, requirePositive, requireThat } from '../require.js';

/** One draw: a question, or a cluster of questions that depend on each other and come together. */
export interface BettingObservation {
  /** Mean of the draw's questions, [0, 1]. */
  readonly value: number;
  /** Questions in the draw, > 0; 1 for a single question. */
  readonly size: number;
}

/** How the draws come about, fixed before the first one. */
export interface BettingDesign {
  /** Chance that the interval ever misses the mean, [1e-12, 0.5). */
  readonly alpha: number;
  /**
   * Largest share of the capital that one draw can cost, (0, 1); default 1/2. More of it decides
   * sooner where draws vary little on their scale, and later where they vary a lot.
   */
  readonly truncation?: number;
  /**
   * Questions in the largest draw that can come, >= 1, known beforehand; default 1. Draws then come
   * in uniformly random order, and the mean is that of the questions of the population they are
   * drawn from.
   */
  readonly largestSize?: number;
  /**
   * Questions in the whole set, >= 1, where the claim is about this set only and it is drawn without
   * replacement. The next draw must be any of those left with chance in proportion to its size:
   * shuffle the questions, and let each bring its whole cluster. `largestSize` is then without use.
   */
  readonly populationSize?: number;
}

export const DEFAULT_TRUNCATION = 0.5;

/** @throws InvalidStatisticsInputError when a number of the design is out of range */
export function requireBettingDesign(design: BettingDesign): void {
  const { alpha, truncation = DEFAULT_TRUNCATION, largestSize = 1, populationSize = 1 } = design;
  requireAlpha(alpha);
  requireThat(
    truncation > 0 && truncation < 1,
    `truncation is ${truncation}; give a share between 0 and 1`,
  );
  for (const [name, size] of Object.entries({ largestSize, populationSize })) {
    requireThat(size >= 1 && Number.isFinite(size), `${name} is ${size}; give a number >= 1`);
  }
}

/**
 * @param left questions of the set that have not come yet; undefined for an endless population
 * @throws InvalidStatisticsInputError when a value or a size is out of range
 */
export function requireBettingObservation(
  { value, size }: BettingObservation,
  design: BettingDesign,
  left: number | undefined,
): void {
  requireThat(value >= 0 && value <= 1, `value is ${value}; give a number in [0, 1]`);
  requirePositive('size', size);
  if (left === undefined) {
    const { largestSize = 1 } = design;
    requireThat(
      size <= largestSize,
      `size is ${size}, above largestSize ${largestSize}, which must hold for every draw`,
    );
  } else {
    requireThat(
      size <= left + 1e-9 * size,
      `size is ${size} where ${left} questions of populationSize are left; draw none twice`,
    );
  }
}
