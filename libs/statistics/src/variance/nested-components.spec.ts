import { InvalidStatisticsInputError } from '../statistics.errors.js';
import { nestedComponents } from './nested-components.js';

describe(nestedComponents.name, () => {
  it('solves the balanced mean squares', () => {
    // 2 questions x 2 answers x 2 calls; squares by hand: 40.5 on 1 degree, 5 on 2, 2 on 4
    const parts = nestedComponents([
      [
        [1, 2],
        [3, 4],
      ],
      [
        [6, 7],
        [7, 8],
      ],
    ]);
    expect(parts).toMatchObject({ questionCount: 2, answerCount: 4, callCount: 8, notes: [] });
    expect(parts.meanSquares).toEqual({ questions: 40.5, answers: 2.5, calls: 0.5 });
    expect(parts.betweenCalls).toBeCloseTo(0.5, 12);
    expect(parts.betweenAnswers).toBeCloseTo((2.5 - 0.5) / 2, 12);
    expect(parts.betweenQuestions).toBeCloseTo((40.5 - 2.5) / 4, 12);
    expect(parts.mean).toBeCloseTo(4.75, 12);
    expect(parts.standardError).toBeCloseTo(2.25, 12);
  });

  it('agrees with traces of the projections (numpy) on unbalanced sizes', () => {
    const parts = nestedComponents([
      [[0.8], [0.05], [-0.62]],
      [[-0.75, -0.31, -0.67]],
      [[1.86, 1.97], [2.82], [0.4]],
      [[3.01, 1.91]],
      [[2.26, 1.31], [2.15]],
    ]);
    expect(parts.meanSquares.questions).toBeCloseTo(4.743954583333333, 12);
    expect(parts.meanSquares.answers).toBeCloseTo(0.8238616666666654, 12);
    expect(parts.betweenQuestions).toBeCloseTo(1.2064269181380423, 12);
    expect(parts.betweenAnswers).toBeCloseTo(0.5052242857142836, 12);
    expect(parts.betweenCalls).toBeCloseTo(0.23443333333333452, 12);
    expect(parts.notes).toEqual([]);
  });

  it('gives 0 for a negative variance of answers, and says so', () => {
    const parts = nestedComponents([
      [[0.63, 0.05, -0.26]],
      [[0.5, 1.23]],
      [[1.84], [2.01]],
      [[0.87, 0.87, 0.47], [0.83]],
      [[-0.15, -0.25], [0.39], [1.41, 0.02]],
    ]);
    expect(parts.betweenAnswers).toBe(0);
    expect(parts.betweenQuestions).toBeCloseTo(0.3253137642085006, 12);
    expect(parts.notes).toEqual(['negative-variance']);
  });

  it('counts the variance of calls with the answers when each answer has one call', () => {
    const parts = nestedComponents([
      [[1], [3]],
      [[6], [8]],
    ]);
    expect(parts.betweenCalls).toBeUndefined();
    expect(parts.betweenAnswers).toBeCloseTo(2, 12);
    expect(parts.betweenQuestions).toBeCloseTo((25 - 2) / 2, 12);
    expect(parts.notes).toEqual(['calls-not-repeated']);
  });

  it('counts the variance of answers with the questions when each has one answer', () => {
    const parts = nestedComponents([[[1, 3]], [[6, 8]]]);
    expect(parts.betweenAnswers).toBeUndefined();
    expect(parts.betweenCalls).toBeCloseTo(2, 12);
    expect(parts.betweenQuestions).toBeCloseTo((25 - 2) / 2, 12);
    expect(parts.notes).toEqual(['answers-not-repeated']);
  });

  it('has a mean and nothing else from a single call, with every reason', () => {
    expect(nestedComponents([[[3]]])).toMatchObject({
      mean: 3,
      standardError: undefined,
      betweenQuestions: undefined,
      betweenAnswers: undefined,
      betweenCalls: undefined,
      notes: ['single-question', 'answers-not-repeated', 'calls-not-repeated'],
    });
  });

  it('weighs every question alike, whatever its answers and calls', () => {
    expect(nestedComponents([[[0, 0, 0], [2]], [[4]]]).mean).toBeCloseTo(2.5, 12);
  });

  it.each([
    ['no question', [], /scores is empty/],
    ['a question without an answer', [[[1]], []], /scores\[1\] is empty/],
    ['an answer without a call', [[[1], []]], /scores\[0\]\[1\] is empty/],
    ['an infinite score', [[[Infinity]]], /scores\[0\]\[0\]\[0\] is Infinity/],
  ])('refuses %s', (_, scores, message) => {
    expect(() => nestedComponents(scores)).toThrow(InvalidStatisticsInputError);
    expect(() => nestedComponents(scores)).toThrow(message);
  });
});
