import { readScore } from './read-score.js';

describe(readScore, () => {
  it.each([
    ['4', 4],
    [' 4\n', 4],
    ['4.', 4],
    ['Accuracy: 4', 4],
    ['- Accuracy: 4', 4],
    ['**4**', 4],
    ['Accuracy: **4**/5', 4],
    ['4/5', 4],
    ['4 / 5', 4],
    ['5/5', 5],
    ['4 of 5', 4],
    ['score of 4 out of 5', 4],
    ['score of 5', 5],
    ['4.5/5', 4.5],
    ['3.7', 3.7],
    ['On a scale of 1-5: 2', 2],
    ['2 (on a scale from 1 to 5)', 2],
    ['3 (between 1 and 5)', 3],
    ['(3)', 3],
    ['"accuracy": 3,', 3],
  ])('reads %j as %d', (text, score) => {
    expect(readScore(text)).toBe(score);
  });

  it('takes the last number that is a score', () => {
    expect(readScore('3, no: 4')).toBe(4);
    expect(readScore('4, and 7 sentences')).toBe(4);
  });

  it.each(['', 'four', '45', '0', '6', '0.9', '5.1', '-3', '4/10', '4 out of 10', '80%', '4 %'])(
    'finds no score in %j',
    (text) => {
      expect(readScore(text)).toBeUndefined();
    },
  );

  it.each(['3,5', '1.2.3', '4th', 'GPT-4', 'B2', '1-5', '1 to 5', 'NaN', '２'])(
    'takes no part of %j for a score',
    (text) => {
      expect(readScore(text)).toBeUndefined();
    },
  );
});
