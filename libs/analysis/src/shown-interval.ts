import { decimal } from './number-text.js';
import { SCORE_RANGE } from './question-means.js';

/** An interval, or the least and the most that a quantity can be. */
interface Range {
  readonly lower: number;
  readonly upper: number;
}

const POINTS = SCORE_RANGE.highest - SCORE_RANGE.lowest;

/** How far the quantities of a report can go. */
export const BOUNDS = {
  /** A mean of judge scores. */
  score: { lower: SCORE_RANGE.lowest, upper: SCORE_RANGE.highest },
  scoreDifference: { lower: -POINTS, upper: POINTS },
  /** A score difference in one context less that in another. */
  contextEffect: { lower: -2 * POINTS, upper: 2 * POINTS },
  /** Lexical and retrieval metrics. */
  share: { lower: 0, upper: 1 },
  shareDifference: { lower: -1, upper: 1 },
  /** Correlations, and agreement beyond chance. */
  correlation: { lower: -1, upper: 1 },
  /** A difference of answer lengths. */
  none: { lower: -Infinity, upper: Infinity },
} as const satisfies Record<string, Range>;

/**
 * An interval as people are shown it: no further than the quantity can go. Student's t knows no ends of
 * a scale, so an interval may reach beyond; to leave out what cannot be loses no coverage. Tests,
 * verdicts and the analysis document keep the interval as computed, and no estimate is ever moved.
 */
export function shownInterval({ lower, upper }: Range, bounds: Range): Range {
  return { lower: Math.max(lower, bounds.lower), upper: Math.min(upper, bounds.upper) };
}

/** The same in words: `−0.52 to −0.10`. */
export function intervalText(interval: Range, bounds: Range): string {
  const { lower, upper } = shownInterval(interval, bounds);
  return `${decimal(lower)} to ${decimal(upper)}`;
}
