import { aDataset, aSpec } from '../../../test/a-spec.js';
import { questionCount, questionOrder } from './question-order.js';

describe('the questions of a dataset', () => {
  const dataset = aDataset(50);
  const order = (seed: string): string[] =>
    questionOrder(dataset, seed).map(({ questionId }) => questionId);

  it('come in one random order by seed, each once', () => {
    expect(order('a')).toEqual(order('a'));
    expect(order('a')).not.toEqual(order('b'));
    expect(order('a')).not.toEqual(dataset.testQuestions.map(({ questionId }) => questionId));
    expect(new Set(order('a')).size).toBe(50);
  });

  it('are limited for each context by itself', () => {
    const questions = { limit: 20, perContext: { oracle: 10, retrieved: 90 } };
    const spec = aSpec({ questions });
    expect(questionCount(spec, dataset, 'oracle')).toBe(10);
    expect(questionCount(spec, dataset, 'closed-book')).toBe(20);
    expect(questionCount(spec, dataset, 'retrieved')).toBe(50);
    expect(questionCount(aSpec(), dataset, 'oracle')).toBe(50);
  });
});
