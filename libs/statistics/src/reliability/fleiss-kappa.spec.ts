import { InvalidStatisticsInputError } from '../statistics.errors.js';
import { fleissKappa } from './fleiss-kappa.js';

const PUBLISHED = [
  [0, 0, 0, 0, 14],
  [0, 2, 6, 4, 2],
  [0, 0, 3, 5, 6],
  [0, 3, 9, 2, 0],
  [2, 2, 8, 1, 1],
  [7, 7, 0, 0, 0],
  [3, 2, 6, 3, 0],
  [2, 5, 3, 2, 2],
  [6, 5, 2, 1, 0],
  [0, 2, 2, 3, 7],
];

describe(fleissKappa.name, () => {
  it('agrees with the published example and statsmodels', () => {
    const found = fleissKappa(PUBLISHED);
    expect(found.kappa).toBeCloseTo(0.20993070442195522, 12);
    expect(found.observedAgreement).toBeCloseTo(0.378022, 6);
    expect(found.expectedAgreement).toBeCloseTo(0.212755, 6);
    expect(found.note).toBeUndefined();
  });

  it('has the null standard error that two labels reduce to', () => {
    // for two labels it is sqrt(2 / (n m (m - 1)))
    const counts = [
      [3, 1],
      [1, 3],
      [4, 0],
    ];
    expect(fleissKappa(counts).nullStandardError).toBeCloseTo(Math.sqrt(2 / (3 * 4 * 3)), 12);
  });

  it('does not depend on the order of items or labels', () => {
    const turned = PUBLISHED.toReversed().map((row) => row.toReversed());
    expect(fleissKappa(turned).kappa).toBeCloseTo(0.20993070442195522, 12);
  });

  it('is 1 under perfect agreement and -1 / (m - 1) where raters never agree', () => {
    const agreed = [
      [3, 0],
      [0, 3],
    ];
    const split = [
      [1, 1],
      [1, 1],
    ];
    expect(fleissKappa(agreed).kappa).toBeCloseTo(1, 12);
    expect(fleissKappa(split).kappa).toBeCloseTo(-1, 12);
  });

  it.each([
    [
      'single-rater',
      [
        [1, 0],
        [0, 1],
      ],
      undefined,
    ],
    [
      'single-label',
      [
        [3, 0],
        [3, 0],
      ],
      1,
    ],
  ])('has no value, with the note %s', (note, counts, observedAgreement) => {
    expect(fleissKappa(counts)).toMatchObject({ kappa: undefined, observedAgreement, note });
  });

  it.each([
    ['no item', [], /counts is empty/],
    ['an item nobody rated', [[0, 0]], /counts\[0\] holds no rating/],
    ['items with different numbers of raters', [[2, 1], [2]], /counts\[1\] has 1 items/],
    [
      'an item with fewer raters',
      [
        [2, 1],
        [1, 1],
      ],
      /counts\[1\] holds 2 ratings where counts\[0\] holds 3/,
    ],
  ])('refuses %s', (_, counts, message) => {
    expect(() => fleissKappa(counts)).toThrow(InvalidStatisticsInputError);
    expect(() => fleissKappa(counts)).toThrow(message);
  });
});
