import { normalInterval } from '../clusters/normal-interval.js';
import { type Interval } from '../clusters/t-interval.js';
import { requireAlpha, requireThat } from '../require.js';

/** A share and the number of cases it was counted over. */
export interface CountedShare {
  /** In [0, 1]. */
  readonly share: number;
  /** A number >= 1. */
  readonly count: number;
}

export interface RoganGladenInput {
  /** Answers that the judge passed, among those under test. */
  readonly passed: CountedShare;
  /** q1: passed among the labelled answers that humans passed. */
  readonly sensitivity: CountedShare;
  /** q0: failed among the labelled answers that humans failed. */
  readonly specificity: CountedShare;
  /** Chance left outside the interval, [1e-12, 0.5). */
  readonly alpha: number;
}

/**
 * - `judge-no-better-than-chance`: sensitivity and specificity add up to at most 1, so its answers
 *   cannot be corrected;
 * - `outside-range`: the estimate is below 0 or above 1, as happens where the judge's error rates
 *   among the labels and under test differ by chance; read it as 0 or 1.
 */
export type RoganGladenNote = 'judge-no-better-than-chance' | 'outside-range';

/** Every number is finite; what does not exist is undefined, and `note` says why. */
export interface RoganGladen {
  /** Share that humans would pass, not cut to [0, 1]. */
  readonly estimate: number | undefined;
  readonly standardError: number | undefined;
  /** Normal, at 1 - alpha, not cut to [0, 1]. */
  readonly interval: Interval | undefined;
  readonly note: RoganGladenNote | undefined;
}

/**
 * Share of answers that humans would pass, from the share that an imperfect binary judge passed.
 * Right also where passes are rarer among the labels than under test, since it needs only the judge's
 * two error rates.
 *
 * @throws InvalidStatisticsInputError when a share, a count or `alpha` is out of range
 * @source Rogan and Gladen 1978 (Am. J. Epidemiol. 107); for judges, with its standard error by the
 *   delta method: Lee et al. 2025 (arXiv 2511.21140)
 */
export function roganGladen(input: RoganGladenInput): RoganGladen {
  const { passed, sensitivity, specificity, alpha } = input;
  requireShare('passed', passed);
  requireShare('sensitivity', sensitivity);
  requireShare('specificity', specificity);
  requireAlpha(alpha);
  const discrimination = sensitivity.share + specificity.share - 1;
  if (discrimination <= 0) {
    const none = { estimate: undefined, standardError: undefined, interval: undefined };
    return { ...none, note: 'judge-no-better-than-chance' };
  }
  const estimate = (passed.share + specificity.share - 1) / discrimination;
  const variance =
    varianceOf(passed) +
    (1 - estimate) ** 2 * varianceOf(specificity) +
    estimate ** 2 * varianceOf(sensitivity);
  const standardError = Math.sqrt(variance) / discrimination;
  return {
    estimate,
    standardError,
    interval: normalInterval(estimate, standardError, alpha),
    note: estimate < 0 || estimate > 1 ? 'outside-range' : undefined,
  };
}

function varianceOf({ share, count }: CountedShare): number {
  return (share * (1 - share)) / count;
}

function requireShare(name: string, { share, count }: CountedShare): void {
  requireThat(share >= 0 && share <= 1, `${name}.share is ${share}; give a number in [0, 1]`);
  requireThat(
    count >= 1 && Number.isFinite(count),
    `${name}.count is ${count}; give the cases counted, at least 1`,
  );
}
