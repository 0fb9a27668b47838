import {
  counted,
  decimal,
  equalsProbability,
  listed,
  percent,
  probability,
  signed,
  whole,
} from './number-text.js';

describe('numbers for people', () => {
  it.each([
    [decimal(-0.314), '−0.31'],
    [listed([]), ''],
    [listed(['a', 'b']), 'a and b'],
    [listed(['a', 'b', 'c']), 'a, b and c'],
    [decimal(-0.004), '0.00'],
    [signed(0.314), '+0.31'],
    [signed(-0.314), '−0.31'],
    [signed(0.001), '0.00'],
    [probability(0.0123), '0.012'],
    [probability(0.00099), '< 0.001'],
    [equalsProbability(0.0123), '= 0.012'],
    [equalsProbability(0), '< 0.001'],
    [percent(0.95), '95 %'],
    [percent(0.075), '7.5 %'],
    [whole(1234567.4), '1\u202f234\u202f567'],
    [whole(1000), '1000'],
    [counted(1, 'question'), '1 question'],
    [counted(40, 'question'), '40 questions'],
  ])('%s', (text, expected) => {
    expect(text).toBe(expected);
  });
});
