import { InvalidStatisticsInputError } from '../statistics.errors.js';
import { compareJudges, williamsTest } from './williams-test.js';

describe(williamsTest.name, () => {
  it('has the published worked case: t -0.89, p 0.37', () => {
    // Steiger 1980, case A, as the R package psych prints it
    const correlations = { firstHuman: 0.4, secondHuman: 0.5, firstSecond: 0.1, n: 103 };
    const test = williamsTest(correlations);
    expect(test.degreesOfFreedom).toBe(100);
    expect(test.t).toBeCloseTo(-0.8912799047605414, 12);
    expect(test.pValue).toBeCloseTo(0.3749185174912553, 9);
  });

  it('changes only its sign when the judges are swapped', () => {
    const test = williamsTest({ firstHuman: 0.5, secondHuman: 0.4, firstSecond: 0.1, n: 103 });
    expect(test.t).toBeCloseTo(0.8912799047605414, 12);
  });

  it('finds no difference between a judge and itself', () => {
    const same = { firstHuman: 0.6, secondHuman: 0.6, firstSecond: 1, n: 50 };
    expect(williamsTest(same)).toEqual({ t: undefined, pValue: 1, degreesOfFreedom: 47 });
  });

  it.each([
    ['three correlations that cannot hold together', { firstSecond: -0.9 }, /cannot hold together/],
    ['a correlation above 1', { firstHuman: 1.2 }, /firstHuman is 1.2/],
    ['three answers', { n: 3 }, /n is 3/],
  ])('refuses %s', (_, change, message) => {
    const input = { firstHuman: 0.8, secondHuman: 0.7, firstSecond: 0.6, n: 50, ...change };
    expect(() => williamsTest(input)).toThrow(InvalidStatisticsInputError);
    expect(() => williamsTest(input)).toThrow(message);
  });
});

describe(compareJudges.name, () => {
  const human = [1, 2, 3, 4, 5, 3];
  const first = [1, 2, 3, 5, 4, 3];
  const second = [2, 1, 5, 3, 4, 1];

  it('tests the correlations of the scores', () => {
    const found = compareJudges({ human, first, second, kind: 'pearson' });
    expect(found?.firstHuman).toBeCloseTo(0.9, 12);
    expect(found?.n).toBe(6);
    expect(found?.t).toBeGreaterThan(0);
  });

  it('has nothing to compare where a judge gives one score to all', () => {
    const constant = human.map(() => 3);
    expect(compareJudges({ human, first, second: constant, kind: 'spearman' })).toBeUndefined();
  });
});
