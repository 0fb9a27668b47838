import { aDataset, aSpec } from '../../../test/a-spec.js';
import { questionCount, questionOrder, waveSizes } from './question-order.js';

describe('the questions of a dataset', () => {
  const dataset = aDataset(50);
  const order = (seed: string): string[] =>
    questionOrder(dataset, aSpec({ seed })).map(({ questionId }) => questionId);

  it('come in one random order by seed, each once', () => {
    expect(order('a')).toEqual(order('a'));
    expect(order('a')).not.toEqual(order('b'));
    expect(order('a')).not.toEqual(dataset.testQuestions.map(({ questionId }) => questionId));
    expect(new Set(order('a')).size).toBe(50);
  });

  it('come document by document with sequential stopping, in waves that split none', () => {
    const spec = aSpec({ analysis: { stopping: 'sequential', wave: 12 } });
    const questions = questionOrder(dataset, spec);
    const clusters = questions.map(({ cluster }) => cluster);
    expect(new Set(questions).size).toBe(50);
    expect(new Set(clusters.filter((own, i) => own !== clusters[i - 1])).size).toBe(10);
    expect(clusters).toHaveLength(5 * clusters.filter((own, i) => own !== clusters[i - 1]).length);
    expect(clusters.slice(0, 5)).not.toEqual(dataset.testQuestions.slice(0, 5));
    expect(waveSizes(questions, spec)).toEqual([15, 15, 15, 5]);
    expect(waveSizes(questions.slice(0, 14), spec)).toEqual([14]);
    expect(waveSizes(questions, aSpec())).toEqual([50]);
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
