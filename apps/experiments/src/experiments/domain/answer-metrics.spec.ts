import { answerMetrics } from './answer-metrics.js';

describe(answerMetrics, () => {
  it('counts words and compares with the nearest reference', () => {
    expect(answerMetrics('the  blue\nwhale', ['a shark', 'Blue whale.'])).toEqual({
      words: 3,
      exactMatch: 1,
      tokenF1: 1,
      rougeL: 0.8,
    });
  });

  it('has no words in an empty answer', () => {
    expect(answerMetrics(' ', ['x']).words).toBe(0);
  });
});
