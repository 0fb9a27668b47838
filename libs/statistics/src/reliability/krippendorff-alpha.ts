import { sumOf } from '../moments.js';
import { requireLength, requireThat } from '../require.js';
import { type MeasurementLevel, positionsOf, squaredDistance } from './rating-distance.js';

/** A rating, or undefined where the coder did not rate the unit. */
export type Rating = number | undefined;

/**
 * - `no-pairs`: no unit has two ratings, e.g. one coder only, so there is nothing to compare;
 * - `constant`: all pairable ratings are equal, so agreement cannot be told from a lack of choice.
 */
export type AlphaNote = 'no-pairs' | 'constant';

export interface KrippendorffAlpha {
  /** At most 1; 0 is chance, below 0 disagreement beyond chance. Undefined where `note` says why. */
  readonly alpha: number | undefined;
  /** Mean squared distance within units, >= 0. */
  readonly observedDisagreement: number | undefined;
  /** Mean squared distance over all pairable ratings whatever the unit, >= 0. */
  readonly expectedDisagreement: number | undefined;
  /** Units with at least two ratings. */
  readonly pairableUnits: number;
  /** Ratings of those units. */
  readonly pairableRatings: number;
  readonly note: AlphaNote | undefined;
}

/**
 * Agreement of any number of coders beyond chance, 1 - observed / expected disagreement; units that
 * a coder skipped are allowed, and a unit with one rating does not count.
 *
 * @param ratings shape [coders][units], undefined where missing
 * @param level what differences of ratings mean: `nominal` categories, `ordinal` ranks, `interval`
 *   differences or `ratio` to an absolute zero, for which ratings are >= 0
 * @throws InvalidStatisticsInputError when there is no coder, a row has another length, a rating is
 *   not finite, or is negative at the ratio level
 * @source Krippendorff 2011 (Computing Krippendorff's Alpha-Reliability), from the definition
 */
export function krippendorffAlpha(
  ratings: readonly (readonly Rating[])[],
  level: MeasurementLevel,
): KrippendorffAlpha {
  requireRatings(ratings, level);
  const units = pairableUnits(ratings);
  const all = units.flat();
  const counts = { pairableUnits: units.length, pairableRatings: all.length };
  if (all.length === 0) {
    const none = { observedDisagreement: undefined, expectedDisagreement: undefined };
    return { alpha: undefined, ...none, ...counts, note: 'no-pairs' };
  }
  const positions = positionsOf(all, level);
  const distance = (left: number, right: number): number =>
    squaredDistance(positions.get(left) as number, positions.get(right) as number, level);
  const withinUnits = sumOf(
    units.map((unit) => pairDistances(countsOf(unit), distance) / (unit.length - 1)),
  );
  const observedDisagreement = withinUnits / all.length;
  const expectedDisagreement =
    pairDistances(countsOf(all), distance) / (all.length * (all.length - 1));
  const constant = expectedDisagreement === 0;
  return {
    alpha: constant ? undefined : 1 - observedDisagreement / expectedDisagreement,
    observedDisagreement,
    expectedDisagreement,
    ...counts,
    note: constant ? 'constant' : undefined,
  };
}

/** Sum of distances over all ordered pairs of ratings. */
function pairDistances(
  counts: readonly (readonly [number, number])[],
  distance: (left: number, right: number) => number,
): number {
  let total = 0;
  counts.forEach(([left, times], i) => {
    for (const [right, rightTimes] of counts.slice(i + 1)) {
      total += 2 * times * rightTimes * distance(left, right);
    }
  });
  return total;
}

/** Each distinct rating with how often it occurs. */
function countsOf(ratings: readonly number[]): [number, number][] {
  const counts = new Map<number, number>();
  for (const rating of ratings) counts.set(rating, (counts.get(rating) ?? 0) + 1);
  return [...counts];
}

/** The ratings of each unit that has at least two. */
function pairableUnits(ratings: readonly (readonly Rating[])[]): number[][] {
  const units = ratings[0] ?? [];
  return units
    .map((_, unit) => ratings.map((row) => row[unit]).filter((rating) => rating !== undefined))
    .filter((unit) => unit.length >= 2);
}

function requireRatings(ratings: readonly (readonly Rating[])[], level: MeasurementLevel): void {
  requireThat(ratings.length > 0, 'ratings is empty; give the row of at least one coder');
  ratings.forEach((row, coder) => {
    requireLength(`ratings[${coder}]`, row, ratings[0]?.length ?? 0);
    row.forEach((rating = 0, unit) => {
      const name = `ratings[${coder}][${unit}]`;
      requireThat(
        Number.isFinite(rating),
        `${name} is ${rating}; give a finite number, or undefined where it is missing`,
      );
      requireThat(
        level !== 'ratio' || rating >= 0,
        `${name} is ${rating}; a ratio scale has no negative ratings, use interval`,
      );
    });
  });
}
