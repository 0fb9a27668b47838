import { InvalidMetricInputError } from '../metrics.errors.js';
import { positiveGrades, topOf } from './relevance.js';

describe(positiveGrades.name, () => {
  it('reads a set as grades of 1 and drops grades of 0', () => {
    expect(positiveGrades(new Set(['a']))).toEqual(new Map([['a', 1]]));
    expect(
      positiveGrades(
        new Map([
          ['a', 2],
          ['b', 0],
        ]),
      ),
    ).toEqual(new Map([['a', 2]]));
  });

  it.each([-1, 0.5, 31, NaN])('refuses the grade %p', (grade) => {
    expect(() => positiveGrades(new Map([['a', grade]]))).toThrow(InvalidMetricInputError);
  });
});

describe(topOf.name, () => {
  it('counts a cut-off beyond the ranking as its end', () => {
    expect(topOf(['a', 'b'], 5)).toEqual(['a', 'b']);
    expect(topOf(['a', 'b'], 1)).toEqual(['a']);
  });

  it.each([0, -1, 1.5, NaN, Infinity])('refuses k = %p', (k) => {
    expect(() => topOf(['a'], k)).toThrow(InvalidMetricInputError);
  });

  it('refuses an id ranked twice, also beyond the cut-off', () => {
    expect(() => topOf(['a', 'b', 'a'], 1)).toThrow(InvalidMetricInputError);
  });
});
