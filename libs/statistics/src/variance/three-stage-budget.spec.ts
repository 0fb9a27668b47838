import fc from 'fast-check';
import { InvalidStatisticsInputError } from '../statistics.errors.js';
import {
  nestedVarianceOfMean,
  threeStageBudget,
  type ThreeStageInput,
  unlimitedThreeStageBudget,
} from './three-stage-budget.js';

const PILOT: ThreeStageInput = {
  variances: { question: 0.9, answer: 0.3, call: 0.1 },
  costs: { question: 100, answer: 2, call: 1 },
  budget: 20_000,
};

describe(unlimitedThreeStageBudget.name, () => {
  it('is the Cauchy-Schwarz optimum, which may ask for less than one call an answer', () => {
    const plan = unlimitedThreeStageBudget(PILOT)!;
    const s = Math.sqrt(90) + Math.sqrt(0.6) + Math.sqrt(0.1);
    expect(plan.questions).toBeCloseTo((20_000 * Math.sqrt(0.9 / 100)) / s, 9);
    expect(plan.questions).toBeCloseTo(179.4, 1);
    expect(plan.answersPerQuestion).toBeCloseTo(Math.sqrt(50 / 3), 12);
    expect(plan.callsPerAnswer).toBeCloseTo(Math.sqrt(2 / 3), 12);
    expect(plan.variance).toBeCloseTo(s ** 2 / 20_000, 12);
    expect(plan.cost).toBeCloseTo(20_000, 8);
  });

  it('does not exist where a stage costs nothing', () => {
    const costs = { question: 0, answer: 0, call: 1 };
    expect(unlimitedThreeStageBudget({ ...PILOT, costs })).toBeUndefined();
  });
});

describe(threeStageBudget.name, () => {
  it('makes one call an answer where the formula asks for less, and solves the rest again', () => {
    const plan = threeStageBudget(PILOT);
    const s = Math.sqrt(0.9 * 100) + Math.sqrt(0.4 * 3);
    expect(plan.callsPerAnswer).toBeCloseTo(1, 12);
    expect(plan.answersPerQuestion).toBeCloseTo(Math.sqrt((0.4 * 100) / (0.9 * 3)), 12);
    expect(plan.variance).toBeCloseTo(s ** 2 / 20_000, 12);
  });

  it('is the unlimited optimum where that asks for at least one of each', () => {
    const costs = { question: 100, answer: 10, call: 1 };
    expect(threeStageBudget({ ...PILOT, costs })).toEqual(
      unlimitedThreeStageBudget({ ...PILOT, costs }),
    );
  });

  it('spends all on questions when a question costs nothing beyond its calls', () => {
    const plan = threeStageBudget({ ...PILOT, costs: { question: 0, answer: 0, call: 2 } });
    expect(plan).toMatchObject({ questions: 10_000, answersPerQuestion: 1, callsPerAnswer: 1 });
    expect(plan.variance).toBeCloseTo(1.3 / 10_000, 15);
  });

  it('spends on repeats what a full pool of questions leaves', () => {
    const plan = threeStageBudget({ ...PILOT, questionPool: 50 });
    expect(plan.questions).toBe(50);
    expect(plan.answersPerQuestion).toBeCloseTo(15_000 / 3 / 50, 9);
    expect(plan.cost).toBeCloseTo(20_000, 8);
  });

  it('asks one question many times where questions do not differ', () => {
    const variances = { question: 0, answer: 1, call: 0 };
    const plan = threeStageBudget({ ...PILOT, variances });
    expect(plan).toMatchObject({ questions: 1, callsPerAnswer: 1 });
    expect(plan.answersPerQuestion).toBeCloseTo(19_900 / 3, 9);
  });

  it('asks each question once where answers and calls do not differ', () => {
    const variances = { question: 1, answer: 0, call: 0 };
    const plan = threeStageBudget({ ...PILOT, variances, questionPool: 10 });
    expect(plan).toMatchObject({ questions: 10, answersPerQuestion: 1, callsPerAnswer: 1 });
  });

  it('is never beaten by another affordable design, and spends no more than the budget', () => {
    const size = fc.double({ min: 0, max: 5, noNaN: true });
    const factor = fc.double({ min: 1, max: 30, noNaN: true });
    fc.assert(
      fc.property(
        fc.tuple(size, size, size),
        fc.tuple(size, size, fc.double({ min: 0.1, max: 5, noNaN: true })),
        fc.tuple(factor, factor),
        ([a, b, c], [c1, c2, c3], [k, r]) => {
          fc.pre(a + b + c > 0.01);
          const variances = { question: a, answer: b, call: c };
          const input = { variances, costs: { question: c1, answer: c2, call: c3 }, budget: 1000 };
          const plan = threeStageBudget(input);
          const n = 1000 / (c1 + k * c2 + k * r * c3);
          fc.pre(n >= 1);
          const other = nestedVarianceOfMean(variances, {
            questions: n,
            answersPerQuestion: k,
            callsPerAnswer: r,
          });
          expect(plan.variance).toBeLessThanOrEqual(other * (1 + 1e-9));
          expect(plan.cost).toBeLessThanOrEqual(1000 * (1 + 1e-9));
          expect(plan.questions).toBeGreaterThanOrEqual(1);
          expect(plan.answersPerQuestion).toBeGreaterThanOrEqual(1 - 1e-12);
          expect(plan.callsPerAnswer).toBeGreaterThanOrEqual(1 - 1e-12);
        },
      ),
    );
  });

  it.each([
    ['no variance', { variances: { question: 0, answer: 0, call: 0 } }, /all variances are 0/],
    ['a negative variance', { variances: { question: -1, answer: 1, call: 1 } }, /questions is -1/],
    ['free calls', { costs: { question: 1, answer: 1, call: 0 } }, /cost of a call is 0/],
    ['a budget below one question', { budget: 102 }, /budget is 102; give at least 103/],
    ['an empty pool', { questionPool: 0 }, /questionPool is 0/],
  ])('refuses %s', (_, change, message) => {
    expect(() => threeStageBudget({ ...PILOT, ...change })).toThrow(InvalidStatisticsInputError);
    expect(() => threeStageBudget({ ...PILOT, ...change })).toThrow(message);
  });
});

describe(nestedVarianceOfMean.name, () => {
  it('adds what each stage contributes', () => {
    const design = { questions: 10, answersPerQuestion: 2, callsPerAnswer: 5 };
    expect(nestedVarianceOfMean(PILOT.variances, design)).toBeCloseTo(
      0.09 + 0.3 / 20 + 0.1 / 100,
      12,
    );
  });

  it('refuses a design without questions', () => {
    const design = { questions: 0, answersPerQuestion: 2, callsPerAnswer: 5 };
    expect(() => nestedVarianceOfMean(PILOT.variances, design)).toThrow(/questions is 0/);
  });
});
