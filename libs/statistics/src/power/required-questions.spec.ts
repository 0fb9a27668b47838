import { InvalidStatisticsInputError } from '../statistics.errors.js';
import { requiredQuestions } from './required-questions.js';

describe(requiredQuestions.name, () => {
  it('agrees with statsmodels TTestPower: dz 0.3 needs 89.15, so 90', () => {
    expect(requiredQuestions({ effect: 0.3, sd: 1 })).toBe(90);
    expect(requiredQuestions({ effect: -0.03, sd: 0.1 })).toBe(90);
  });

  it('asks for somewhat more than the design effect times as many in clusters', () => {
    const clustered = requiredQuestions({
      effect: 0.3,
      sd: 1,
      questionsPerCluster: 10,
      designEffect: 2,
    });
    expect(clustered).toBeGreaterThan(180);
    expect(clustered).toBeLessThan(220);
  });

  it('asks for two clusters at least', () => {
    expect(requiredQuestions({ effect: 1000, sd: 1 })).toBe(2);
    expect(requiredQuestions({ effect: 1000, sd: 1, questionsPerCluster: 7.5 })).toBe(15);
  });

  it.each([
    { effect: 0, sd: 1 },
    { effect: 1, sd: 0 },
    { effect: 1, sd: 1, questionsPerCluster: 0.5 },
    { effect: 1, sd: 1, designEffect: 0 },
    { effect: 1, sd: 1, power: 1 },
    { effect: 1e-9, sd: 1 },
  ])('refuses %p', (plan) => {
    expect(() => requiredQuestions(plan)).toThrow(InvalidStatisticsInputError);
  });
});
