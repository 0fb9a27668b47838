import fc from 'fast-check';
import { InvalidStatisticsInputError } from '../statistics.errors.js';
import { cuped } from './cuped.js';

const SCORES = [4.2, 3.8, 4.6, 2.9, 3.5, 4.8, 4.1, 3.3, 3.9, 4.4];
const COVARIATE = [3.9, 3.9, 4.1, 2.5, 3.6, 4.2, 3.6, 3.0, 3.9, 3.8];

describe(cuped.name, () => {
  it('agrees with the closed form', () => {
    const found = cuped({ scores: SCORES, covariate: COVARIATE });
    expect(found.theta).toBeCloseTo(1.008113590263692, 12);
    expect(found.explained).toBeCloseTo(0.7865501638321111, 12);
    expect(found.varianceRatio).toBeCloseTo(0.21344983616788893, 12);
    expect(found.adjustedMean).toBeCloseTo(3.95, 12);
    expect(found.standardError).toBeCloseTo(
      0.18811934746029949 * Math.sqrt(0.21344983616788893),
      12,
    );
  });

  it('moves the mean by theta where the covariate is known over more questions', () => {
    const found = cuped({ scores: SCORES, covariate: COVARIATE, covariateMean: 3.75 });
    expect(found.adjustedMean).toBeCloseTo(3.95 + 1.008113590263692 * 0.1, 12);
  });

  it('has the spread of what is left of each score', () => {
    const { theta, standardError } = cuped({ scores: SCORES, covariate: COVARIATE });
    const left = SCORES.map((score, i) => score - theta * COVARIATE[i]!);
    const mean = left.reduce((sum, value) => sum + value, 0) / 10;
    const squares = left.reduce((sum, value) => sum + (value - mean) ** 2, 0);
    expect(standardError).toBeCloseTo(Math.sqrt(squares / 90), 12);
  });

  it.each([
    ['a covariate that does not vary', SCORES, SCORES.map(() => 2)],
    ['scores that do not vary', [1, 1, 1], [1, 2, 3]],
  ])('gains nothing from %s', (_, scores, covariate) => {
    expect(cuped({ scores, covariate })).toMatchObject({ theta: 0, varianceRatio: 1 });
  });

  it('never adds variance', () => {
    const score = fc.double({ min: -10, max: 10, noNaN: true });
    const pairs = fc.array(fc.tuple(score, score), { minLength: 2, maxLength: 30 });
    fc.assert(
      fc.property(pairs, (own) => {
        const found = cuped({ scores: own.map(([y]) => y), covariate: own.map(([, x]) => x) });
        expect(found.varianceRatio).toBeGreaterThanOrEqual(0);
        expect(found.varianceRatio).toBeLessThanOrEqual(1);
      }),
    );
  });

  it.each([
    ['one score', { scores: [1], covariate: [1] }],
    ['a missing covariate', { scores: [1, 2], covariate: [1] }],
    ['a covariate that is no number', { scores: [1, 2], covariate: [1, NaN] }],
    ['an infinite mean', { scores: [1, 2], covariate: [1, 2], covariateMean: Infinity }],
  ])('refuses %s', (_, input) => {
    expect(() => cuped(input)).toThrow(InvalidStatisticsInputError);
  });
});
