import { answerTokens, normalizeAnswer } from './normalize-answer.js';

describe(normalizeAnswer.name, () => {
  it.each([
    ['The  Eiffel\tTower!', 'eiffel tower'],
    ["it's a well-known U.S. law", 'its wellknown us law'],
    ['An answer, the answer; a', 'answer answer'],
    ['theory of another', 'theory of another'],
    ['the\nthe', ''],
    ['?!', ''],
    ['', ''],
  ])('turns %p into %p', (answer, normalized) => {
    expect(normalizeAnswer(answer)).toBe(normalized);
  });

  it('cuts no article out of a word with other letters', () => {
    expect(normalizeAnswer('Caña über-a Ñan')).toBe('caña übera ñan');
    expect(normalizeAnswer('a_b')).toBe('ab');
  });

  it('makes composed and decomposed letters equal', () => {
    expect(normalizeAnswer('cafe\u0301')).toBe(normalizeAnswer('Caf\u00e9'));
  });

  it('leaves other scripts and their punctuation alone', () => {
    expect(normalizeAnswer('東京 “x”')).toBe('東京 “x”');
  });
});

describe(answerTokens.name, () => {
  it('has no words for an empty answer', () => {
    expect(answerTokens(' The ')).toEqual([]);
    expect(answerTokens('the red fox')).toEqual(['red', 'fox']);
  });
});
