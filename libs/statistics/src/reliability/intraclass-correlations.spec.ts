import { InvalidStatisticsInputError } from '../statistics.errors.js';
import { intraclassCorrelations } from './intraclass-correlations.js';

/** Shrout and Fleiss 1979, table 2. */
const PUBLISHED = [
  [9, 2, 5, 8],
  [6, 1, 3, 2],
  [8, 4, 6, 8],
  [7, 1, 2, 6],
  [10, 5, 6, 9],
  [6, 2, 4, 7],
];

describe(intraclassCorrelations.name, () => {
  it('has the six published forms and their mean squares', () => {
    const found = intraclassCorrelations(PUBLISHED, 0.05);
    expect(found).toMatchObject({ targetCount: 6, judgeCount: 4, note: undefined });
    expect(found.meanSquares.targets).toBeCloseTo(11.241666666666669, 12);
    expect(found.meanSquares.withinTargets).toBeCloseTo(6.263888888888889, 12);
    expect(found.meanSquares.judges).toBeCloseTo(32.486111111111114, 12);
    expect(found.meanSquares.residual).toBeCloseTo(1.0194444444444444, 12);
    expect(found.oneWay.single.value).toBeCloseTo(0.16574176840547544, 12);
    expect(found.twoWayRandom.single.value).toBeCloseTo(0.2897637795275591, 12);
    expect(found.twoWayFixed.single.value).toBeCloseTo(0.7148407148407149, 12);
    expect(found.oneWay.average.value).toBeCloseTo(0.44279713367926865, 12);
    expect(found.twoWayRandom.average.value).toBeCloseTo(0.6200505475989891, 12);
    expect(found.twoWayFixed.average.value).toBeCloseTo(0.9093155423770695, 12);
    expect(found.twoWayFixed.single.interval?.lower).toBeCloseTo(0.3424647650339253, 8);
    expect(found.twoWayFixed.single.interval?.upper).toBeCloseTo(0.9458582599553595, 8);
  });

  it('has the intervals that pingouin prints to two digits', () => {
    const { oneWay, twoWayRandom, twoWayFixed } = intraclassCorrelations(
      [
        [5.6, 8.2, 6.2, 4.2],
        [3.7, 3.6, 1.5, 4.4],
        [5.9, 5.8, 3.7, 4.1],
        [3.5, 3.7, 2.8, 2.9],
      ],
      0.05,
    );
    const printed = [oneWay, twoWayRandom, twoWayFixed].flatMap(({ single, average }) =>
      [single, average].map(({ interval }) => [
        interval?.lower.toFixed(2),
        interval?.upper.toFixed(2),
      ]),
    );
    expect(printed).toEqual([
      ['0.03', '0.95'],
      ['0.12', '0.99'],
      ['0.08', '0.95'],
      ['0.26', '0.99'],
      ['0.08', '0.96'],
      ['0.25', '0.99'],
    ]);
  });

  it('does not depend on the order of judges or targets', () => {
    const turned = PUBLISHED.toReversed().map((row) => row.toReversed());
    const found = intraclassCorrelations(turned, 0.05);
    expect(found.twoWayRandom.single.value).toBeCloseTo(0.2897637795275591, 12);
    expect(found.twoWayRandom.single.interval?.lower).toBeCloseTo(0.01878651, 6);
  });

  it('is 1 without intervals where judges agree exactly', () => {
    const { oneWay, twoWayRandom, twoWayFixed } = intraclassCorrelations(
      [
        [1, 1],
        [3, 3],
        [4, 4],
      ],
      0.05,
    );
    for (const form of [oneWay, twoWayRandom, twoWayFixed]) {
      expect(form.single).toEqual({ value: 1, interval: undefined });
      expect(form.average).toEqual({ value: 1, interval: undefined });
    }
  });

  it('tells consistency from agreement when one judge is stricter throughout', () => {
    const { twoWayRandom, twoWayFixed } = intraclassCorrelations(
      [
        [1, 2],
        [2, 3],
        [4, 5],
      ],
      0.05,
    );
    expect(twoWayFixed.single.value).toBe(1);
    expect(twoWayRandom.single.value).toBeCloseTo(14 / 17, 12);
  });

  it('has no value, and never NaN, for targets that do not differ', () => {
    const { twoWayRandom, twoWayFixed } = intraclassCorrelations(
      [
        [1, 2],
        [2, 1],
      ],
      0.05,
    );
    expect(twoWayFixed.single.value).toBeCloseTo(-1, 12);
    expect(twoWayFixed.average.value).toBeUndefined();
    expect(twoWayRandom.single.value).toBeUndefined();
  });

  it.each([
    ['single-target', [[1, 2, 3]]],
    ['single-judge', [[1], [2], [3]]],
    [
      'constant',
      [
        [2, 2],
        [2, 2],
      ],
    ],
  ])('has no ICC, with the note %s', (note, ratings) => {
    const found = intraclassCorrelations(ratings, 0.05);
    expect(found.note).toBe(note);
    expect(found.oneWay.single).toEqual({ value: undefined, interval: undefined });
  });

  it.each([
    ['no target', []],
    ['a missing rating', [[1, 2], [3]]],
    ['a rating that is no number', [[1, NaN]]],
  ])('refuses %s', (_, ratings) => {
    expect(() => intraclassCorrelations(ratings, 0.05)).toThrow(InvalidStatisticsInputError);
  });
});
