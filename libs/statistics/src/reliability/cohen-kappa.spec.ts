import { InvalidStatisticsInputError } from '../statistics.errors.js';
import { agreementTable } from './agreement-table.js';
import { cohenKappa } from './cohen-kappa.js';

const FIRST = [1, 2, 2, 3, 3, 3, 4, 4, 4, 5, 5, 5];
const SECOND = [2, 1, 2, 3, 3, 3, 3, 4, 5, 4, 5, 5];
const LABELS = [1, 2, 3, 4, 5];
const TABLE = agreementTable(FIRST, SECOND, LABELS);

describe(agreementTable.name, () => {
  it('counts pairs of labels, with rows by the first rater', () => {
    expect(TABLE).toEqual([
      [0, 1, 0, 0, 0],
      [1, 1, 0, 0, 0],
      [0, 0, 3, 0, 0],
      [0, 0, 1, 1, 1],
      [0, 0, 0, 1, 2],
    ]);
  });

  it('keeps a row and a column for labels that nobody used', () => {
    expect(agreementTable(['a'], ['b'], ['a', 'c', 'b'])).toEqual([
      [0, 0, 1],
      [0, 0, 0],
      [0, 0, 0],
    ]);
  });

  it.each([
    [
      'an unlisted label',
      [
        [1, 6],
        [1, 2],
      ],
      LABELS,
      /first holds 6; add it to labels/,
    ],
    ['a label listed twice', [[1], [1]], [1, 1], /labels names a label twice/],
    ['raters of different items', [[1, 2], [1]], LABELS, /second has 1 items where 2/],
  ] as const)('refuses %s', (_, [first, second], labels, message) => {
    expect(() => agreementTable(first, second, labels)).toThrow(InvalidStatisticsInputError);
    expect(() => agreementTable(first, second, labels)).toThrow(message);
  });
});

describe(cohenKappa.name, () => {
  it.each([
    ['unweighted', 0.46428571428571436],
    ['linear', 0.702970297029703],
    ['quadratic', 0.8672566371681416],
  ] as const)('agrees with scikit-learn, %s', (weights, kappa) => {
    expect(cohenKappa(TABLE, weights, 0.05).kappa).toBeCloseTo(kappa, 12);
  });

  it('has the large-sample standard errors of statsmodels', () => {
    const found = cohenKappa(TABLE, 'unweighted', 0.05);
    expect(found.standardError).toBeCloseTo(0.17093145510354457, 12);
    expect(found.nullStandardError).toBeCloseTo(0.1502902520589595, 12);
    expect(found.interval?.lower).toBeCloseTo(0.46428571428571436 - 1.96 * 0.170931, 4);
  });

  it.each([
    ['unweighted', [0.24675324675324686, 0.1406164194312134, 0.13456867071988388]],
    ['linear', [0.25864661654135335, 0.14850569833357893, 0.14192922167493927]],
    ['quadratic', [0.272628135223555, 0.1867785033107758, 0.18544861516157876]],
  ] as const)(
    'has the standard errors of statsmodels, %s',
    (weights, [kappa, error, nullError]) => {
      const table = [
        [2, 1, 3],
        [4, 7, 1],
        [0, 5, 6],
      ];
      const found = cohenKappa(table, weights, 0.05);
      expect(found.kappa).toBeCloseTo(kappa, 12);
      expect(found.standardError).toBeCloseTo(error, 12);
      expect(found.nullStandardError).toBeCloseTo(nullError, 12);
    },
  );

  it('does not depend on which rater is first', () => {
    const turned = agreementTable(SECOND, FIRST, LABELS);
    const found = cohenKappa(turned, 'linear', 0.05);
    expect(found.kappa).toBeCloseTo(0.702970297029703, 12);
  });

  it('keeps the distances of the full list when a label goes unused', () => {
    const first = [1, 1, 4, 4, 2, 1];
    const second = [1, 4, 4, 1, 2, 2];
    const full = cohenKappa(agreementTable(first, second, [1, 2, 3, 4]), 'linear', 0.05);
    const gapless = cohenKappa(agreementTable(first, second, [1, 2, 4]), 'linear', 0.05);
    // disagreements 3 + 3 + 1 observed; by chance the margins 3 1 0 2 and 2 2 0 2 give 50 / 6
    expect(full.kappa).toBeCloseTo(1 - 7 / (50 / 6), 12);
    expect(gapless.kappa).not.toBeCloseTo(full.kappa!, 3);
  });

  it('is 1 with no standard error to speak of under perfect agreement, and says so', () => {
    const found = cohenKappa(agreementTable(FIRST, FIRST, LABELS), 'quadratic', 0.05);
    expect(found).toMatchObject({ kappa: 1, standardError: 0, note: 'perfect-agreement' });
  });

  it('has no value where both raters gave one label to all', () => {
    const found = cohenKappa(agreementTable([1, 1], [1, 1], [1, 2]), 'unweighted', 0.05);
    expect(found).toEqual({
      kappa: undefined,
      observedAgreement: 1,
      expectedAgreement: 1,
      standardError: undefined,
      nullStandardError: undefined,
      interval: undefined,
      note: 'single-label',
    });
    expect(cohenKappa([[7]], 'quadratic', 0.05).note).toBe('single-label');
  });

  it('is below 0 where raters disagree more than by chance', () => {
    const table = [
      [0, 3],
      [3, 0],
    ];
    expect(cohenKappa(table, 'unweighted', 0.05).kappa).toBeCloseTo(-1, 12);
  });

  it.each([
    ['a table that is not square', [[1, 2]], /table has 1 rows of 2 columns/],
    ['an empty table', [], /table is empty/],
    ['no item', [[0]], /table holds no item/],
    ['half an item', [[0.5]], /table\[0\]\[0\] is 0.5; give a whole number/],
    ['a negative count', [[-1]], /table\[0\]\[0\] is -1/],
  ])('refuses %s', (_, table, message) => {
    expect(() => cohenKappa(table, 'linear', 0.05)).toThrow(InvalidStatisticsInputError);
    expect(() => cohenKappa(table, 'linear', 0.05)).toThrow(message);
  });
});
