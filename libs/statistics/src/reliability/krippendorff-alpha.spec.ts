import fc from 'fast-check';
import { InvalidStatisticsInputError } from '../statistics.errors.js';
import { krippendorffAlpha, type Rating } from './krippendorff-alpha.js';

const _ = undefined;
/** Krippendorff 2011, four observers and twelve units. */
const PUBLISHED: Rating[][] = [
  [1, 2, 3, 3, 2, 1, 4, 1, 2, _, _, _],
  [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, _, 3],
  [_, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, _],
  [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, _],
];
const LEVELS = ['nominal', 'ordinal', 'interval', 'ratio'] as const;

describe(krippendorffAlpha.name, () => {
  it.each([
    ['nominal', 0.743421052631579],
    ['ordinal', 0.8153875037548814],
    ['interval', 0.8491071428571428],
    ['ratio', 0.7974027747116121],
  ] as const)('agrees with the published example and the reference package, %s', (level, alpha) => {
    const found = krippendorffAlpha(PUBLISHED, level);
    expect(found).toMatchObject({ pairableUnits: 11, pairableRatings: 40, note: undefined });
    expect(found.alpha).toBeCloseTo(alpha, 12);
  });

  it.each([
    ['nominal', 0.691358024691358],
    ['interval', 0.8108448928121059],
  ] as const)('agrees with the published example of three coders, %s', (level, alpha) => {
    const coders = [
      [_, _, _, _, _, 3, 4, 1, 2, 1, 1, 3, 3, _, 3],
      [1, _, 2, 1, 3, 3, 4, 3, _, _, _, _, _, _, _],
      [_, _, 2, 1, 3, 4, 4, _, 2, 1, 1, 3, 3, _, 4],
    ];
    expect(krippendorffAlpha(coders, level).alpha).toBeCloseTo(alpha, 12);
  });

  it('is the share of expected disagreement that does not occur', () => {
    const found = krippendorffAlpha(PUBLISHED, 'interval');
    const { observedDisagreement = 0, expectedDisagreement = 1 } = found;
    expect(found.alpha).toBe(1 - observedDisagreement / expectedDisagreement);
  });

  it('is 1 under perfect agreement at every level', () => {
    const row = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 2, maxLength: 12 });
    fc.assert(
      fc.property(
        row,
        fc.integer({ min: 2, max: 4 }),
        fc.constantFrom(...LEVELS),
        (own, k, level) => {
          fc.pre(new Set(own).size > 1);
          expect(krippendorffAlpha(Array<number[]>(k).fill(own), level).alpha).toBe(1);
        },
      ),
    );
  });

  it('does not change when coders or units are reordered', () => {
    const cell = fc.option(fc.integer({ min: 1, max: 5 }), { nil: undefined });
    const table = fc.array(fc.array(cell, { minLength: 6, maxLength: 6 }), {
      minLength: 2,
      maxLength: 4,
    });
    fc.assert(
      fc.property(table, fc.constantFrom(...LEVELS), (ratings, level) => {
        const turned = ratings.toReversed().map((row) => [...row.slice(2), ...row.slice(0, 2)]);
        const [one, other] = [krippendorffAlpha(ratings, level), krippendorffAlpha(turned, level)];
        expect(other.alpha ?? 9).toBeCloseTo(one.alpha ?? 9, 10);
      }),
    );
  });

  it('does not change at the ordinal level when ratings are stretched in order', () => {
    const stretched = PUBLISHED.map((row) => row.map((rating) => rating && rating ** 3));
    expect(krippendorffAlpha(stretched, 'ordinal').alpha).toBeCloseTo(0.8153875037548814, 12);
  });

  it('has no value from one coder', () => {
    expect(krippendorffAlpha([[1, 2, 3]], 'nominal')).toEqual({
      alpha: undefined,
      observedDisagreement: undefined,
      expectedDisagreement: undefined,
      pairableUnits: 0,
      pairableRatings: 0,
      note: 'no-pairs',
    });
  });

  it('has no value where all pairable ratings are equal', () => {
    const found = krippendorffAlpha(
      [
        [2, 2, 5],
        [2, 2, _],
      ],
      'interval',
    );
    expect(found).toMatchObject({ alpha: undefined, expectedDisagreement: 0, note: 'constant' });
  });

  it('allows a rating of 0 at the ratio level', () => {
    const found = krippendorffAlpha(
      [
        [0, 1],
        [0, 2],
      ],
      'ratio',
    );
    expect(found.alpha).toBeCloseTo(1 - 2 / 9 / 4 / ((2 * (2 + 2 + 1 / 9)) / 12), 12);
  });

  it.each([
    ['no coder', [], 'nominal', /ratings is empty/],
    ['a short row', [[1, 2], [1]], 'nominal', /ratings\[1\] has 1 items where 2/],
    ['a rating that is no number', [[1, NaN]], 'nominal', /ratings\[0\]\[1\] is NaN/],
    ['a negative rating at the ratio level', [[1, -1]], 'ratio', /no negative ratings/],
  ] as const)('refuses %s', (_title, ratings, level, message) => {
    expect(() => krippendorffAlpha(ratings, level)).toThrow(InvalidStatisticsInputError);
    expect(() => krippendorffAlpha(ratings, level)).toThrow(message);
  });
});
