import { InvalidStatisticsInputError } from '../statistics.errors.js';
import { lastScoreIn } from './last-score.js';

const ONE_TO_FIVE = { low: 1, high: 5 };

describe(lastScoreIn, () => {
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
    expect(lastScoreIn(text, ONE_TO_FIVE)).toBe(score);
  });

  it('takes the last number that is a score', () => {
    expect(lastScoreIn('3, no: 4', ONE_TO_FIVE)).toBe(4);
    expect(lastScoreIn('4, and 7 sentences', ONE_TO_FIVE)).toBe(4);
  });

  it.each(['', 'four', '45', '0', '6', '0.9', '5.1', '-3', '4/10', '4 out of 10', '80%', '4 %'])(
    'finds no score in %j',
    (text) => {
      expect(lastScoreIn(text, ONE_TO_FIVE)).toBeUndefined();
    },
  );

  it.each(['3,5', '1.2.3', '4th', 'GPT-4', 'B2', '1-5', '1 to 5', 'NaN', '２'])(
    'takes no part of %j for a score',
    (text) => {
      expect(lastScoreIn(text, ONE_TO_FIVE)).toBeUndefined();
    },
  );

  it('reads the numbers of the scale it is given', () => {
    const zeroToTen = { low: 0, high: 10 };
    expect(lastScoreIn('On a scale from 0 to 10: 7', zeroToTen)).toBe(7);
    expect(lastScoreIn('8/10', zeroToTen)).toBe(8);
    expect(lastScoreIn('0', zeroToTen)).toBe(0);
    expect(lastScoreIn('11', zeroToTen)).toBeUndefined();
  });

  it.each([
    { low: -1, high: 5 },
    { low: 1.5, high: 5 },
    { low: 5, high: 5 },
  ])('refuses the scale %j', (scale) => {
    expect(() => lastScoreIn('4', scale)).toThrow(InvalidStatisticsInputError);
  });
});
