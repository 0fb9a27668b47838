import fc from 'fast-check';
import { InvalidStatisticsInputError } from '../statistics.errors.js';
import { auroc } from './auroc.js';

const POSITIVE = [5, 5, 3, 5, 5, 4, 4, 4, 4, 5, 3, 2, 4, 6];
const NEGATIVE = [2, 2, 2, 5, 1, 3, 3, 3];
const SCORES = [...POSITIVE, ...NEGATIVE];
const IS_POSITIVE = SCORES.map((_, i) => i < POSITIVE.length);

describe(auroc.name, () => {
  it('agrees with a count of all pairs and its DeLong variance (numpy)', () => {
    const found = auroc(SCORES, IS_POSITIVE, 0.05);
    expect(found).toMatchObject({ positives: 14, negatives: 8, note: undefined });
    expect(found.area).toBeCloseTo(0.8392857142857143, 12);
    expect(found.standardError).toBeCloseTo(0.09867257852544133, 12);
    expect(found.interval?.lower).toBeCloseTo(0.8392857 - 1.959964 * 0.0986726, 6);
    expect(found.interval?.upper).toBe(1);
  });

  it('turns around when scores are negated, and counts ties half', () => {
    const negated = SCORES.map((score) => -score);
    expect(auroc(negated, IS_POSITIVE, 0.05).area).toBeCloseTo(1 - 0.8392857142857143, 12);
    expect(auroc([1, 1, 1], [true, false, true], 0.05).area).toBe(0.5);
  });

  it('stays in [0, 1] with an interval around it', () => {
    const cases = fc.array(fc.tuple(fc.integer({ min: 0, max: 4 }), fc.boolean()), {
      minLength: 1,
    });
    fc.assert(
      fc.property(cases, (drawn) => {
        const found = auroc(
          drawn.map(([score]) => score),
          drawn.map(([, positive]) => positive),
          0.05,
        );
        const { area = 0.5, interval = { lower: area, upper: area } } = found;
        expect(interval.lower).toBeGreaterThanOrEqual(0);
        expect(area).toBeGreaterThanOrEqual(interval.lower - 1e-12);
        expect(area).toBeLessThanOrEqual(interval.upper + 1e-12);
        expect(interval.upper).toBeLessThanOrEqual(1);
      }),
    );
  });

  it.each([
    ['single-class', [1, 2, 3], [true, true, true], undefined],
    ['too-few', [1, 2, 3], [false, false, true], 1],
    ['no-variation', [1, 2, 3, 4], [false, false, true, true], 1],
  ])('has the note %s', (note, scores, isPositive, area) => {
    expect(auroc(scores, isPositive, 0.05)).toMatchObject({ area, note });
  });

  it.each([
    ['no score', [], []],
    ['a missing class', [1, 2], [true]],
    ['a score that is no number', [NaN], [true]],
  ])('refuses %s', (_, scores, isPositive) => {
    expect(() => auroc(scores, isPositive, 0.05)).toThrow(InvalidStatisticsInputError);
  });
});
