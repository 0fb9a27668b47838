import { sumOf } from '../moments.js';
import { requireThat } from '../require.js';
import { requireCounts } from './require-counts.js';

/**
 * - `single-rater`: one rating an item, so no pair of raters to compare;
 * - `single-label`: all ratings name one label, so chance agreement is 1.
 */
export type FleissKappaNote = 'single-rater' | 'single-label';

export interface FleissKappa {
  /** At most 1; 0 is chance. Undefined where `note` says why. */
  readonly kappa: number | undefined;
  /** Mean share of agreeing rater pairs of an item, in [0, 1]; undefined with a single rater. */
  readonly observedAgreement: number | undefined;
  /** The same by chance, sum of squared label shares, in (0, 1]. */
  readonly expectedAgreement: number;
  /** Large-sample, at kappa 0. */
  readonly nullStandardError: number | undefined;
  readonly note: FleissKappaNote | undefined;
}

/**
 * Agreement beyond chance of a fixed number of raters for each item, not the same raters throughout;
 * labels without order. With raters missing or ordered labels use `krippendorffAlpha`.
 *
 * @param counts raters of each item who chose each label, shape [items][labels], every row with the
 *   same sum
 * @throws InvalidStatisticsInputError when the table is empty or not rectangular, a count is not a
 *   whole number >= 0, or items have different numbers of raters
 * @source Fleiss 1971 (Psychol. Bull. 76); standard error: Fleiss, Nee and Landis 1979 (Psychol.
 *   Bull. 86)
 */
export function fleissKappa(counts: readonly (readonly number[])[]): FleissKappa {
  const raters = requireRaters(counts);
  const ratings = counts.length * raters;
  const shares = (counts[0] as readonly number[]).map(
    (_, label) => sumOf(counts.map((row) => row[label] as number)) / ratings,
  );
  const expectedAgreement = sumOf(shares.map((share) => share ** 2));
  const none = { kappa: undefined, nullStandardError: undefined, expectedAgreement };
  if (raters === 1) return { ...none, observedAgreement: undefined, note: 'single-rater' };

  const agreeingPairs = sumOf(counts.flat().map((count) => count * (count - 1)));
  const observedAgreement = agreeingPairs / (ratings * (raters - 1));
  if (shares.some((share) => share === 1)) {
    return { ...none, observedAgreement, note: 'single-label' };
  }
  const room = sumOf(shares.map((share) => share * (1 - share)));
  const skew = sumOf(shares.map((share) => share * (1 - share) * (1 - 2 * share)));
  return {
    kappa: (observedAgreement - expectedAgreement) / room,
    observedAgreement,
    expectedAgreement,
    nullStandardError: Math.sqrt((2 * (room ** 2 - skew)) / (ratings * (raters - 1))) / room,
    note: undefined,
  };
}

/** The number of raters of every item. */
function requireRaters(counts: readonly (readonly number[])[]): number {
  requireCounts('counts', counts);
  const raters = sumOf(counts[0] as readonly number[]);
  requireThat(raters >= 1, 'counts[0] holds no rating; give items that were rated');
  counts.forEach((row, i) => {
    const own = sumOf(row);
    requireThat(
      own === raters,
      `counts[${i}] holds ${own} ratings where counts[0] holds ${raters}; give as many for each item`,
    );
  });
  return raters;
}
