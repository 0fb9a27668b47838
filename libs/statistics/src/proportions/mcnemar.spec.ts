import { InvalidStatisticsInputError } from '../statistics.errors.js';
import { mcNemarTest } from './mcnemar.js';

describe(mcNemarTest.name, () => {
  it('agrees with statsmodels', () => {
    const test = mcNemarTest({
      bothRight: 60,
      onlyFirstRight: 15,
      onlySecondRight: 5,
      bothWrong: 20,
    });
    expect(test.exactP).toBeCloseTo(0.04138946533203125, 12);
    expect(test.midP).toBeCloseTo(0.026603698730468753, 12);
    expect(test.chiSquare).toBe(5);
    expect(test.chiSquareP).toBeCloseTo(0.025347318677468325, 12);
    expect(test.correctedChiSquare).toBe(4.05);
    expect(test.correctedChiSquareP).toBeCloseTo(0.04417134490844271, 12);
    expect(test.difference).toBe(0.1);
    expect(test.standardError).toBeCloseTo(0.04358898943540674, 14);
  });

  it('has the standard error of the paired differences', () => {
    // differences 1, 1, -1, 0: mean 1/4, population variance 3/4 - 1/16
    const outcomes = { bothRight: 1, onlyFirstRight: 2, onlySecondRight: 1, bothWrong: 0 };
    expect(mcNemarTest(outcomes).standardError).toBeCloseTo(Math.sqrt(11 / 16 / 4), 14);
  });

  it('changes the sign of the difference with the order of the systems, and nothing else', () => {
    const one = mcNemarTest({ bothRight: 3, onlyFirstRight: 7, onlySecondRight: 2, bothWrong: 1 });
    const other = mcNemarTest({
      bothRight: 3,
      onlyFirstRight: 2,
      onlySecondRight: 7,
      bothWrong: 1,
    });
    expect(other).toEqual({ ...one, difference: -one.difference });
  });

  it.each([
    ['never disagree', 0],
    ['disagree evenly', 6],
  ])('finds nothing between systems that %s', (_, each) => {
    const test = mcNemarTest({
      bothRight: 4,
      onlyFirstRight: each,
      onlySecondRight: each,
      bothWrong: 2,
    });
    expect(test).toMatchObject({ exactP: 1, chiSquare: 0, correctedChiSquare: 0, difference: 0 });
    expect(test.correctedChiSquareP).toBe(1);
  });

  it.each([
    { bothRight: 0, onlyFirstRight: 0, onlySecondRight: 0, bothWrong: 0 },
    { bothRight: 1.5, onlyFirstRight: 0, onlySecondRight: 0, bothWrong: 0 },
    { bothRight: 1, onlyFirstRight: -1, onlySecondRight: 0, bothWrong: 0 },
  ])('refuses %p', (outcomes) => {
    expect(() => mcNemarTest(outcomes)).toThrow(InvalidStatisticsInputError);
  });
});
