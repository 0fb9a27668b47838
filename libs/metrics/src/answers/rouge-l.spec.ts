import { InvalidMetricInputError } from '../metrics.errors.js';
import { rougeL } from './rouge-l.js';

describe(rougeL.name, () => {
  it.each([
    ['police kill the gunman', 0.75],
    ['the gunman kill police', 0.5],
  ])('agrees with the worked case of the paper: %p', (answer, score) => {
    expect(rougeL(answer, ['police killed the gunman'])).toBeCloseTo(score, 12);
  });

  it('lets words stand between those in common', () => {
    // common: the fox over dog; precision 4/7, recall 4/4
    expect(rougeL('the quick fox jumps over lazy dog', ['the fox over dog'])).toBeCloseTo(
      8 / 11,
      12,
    );
  });

  it('is the same either way round', () => {
    const [a, b] = ['a b c d a b', 'b d c a b a'];
    expect(rougeL(a, [b])).toBe(rougeL(b, [a]));
    expect(rougeL(a, [b])).toBeCloseTo(4 / 6, 12);
  });

  it('takes the best reference', () => {
    expect(rougeL('red fox', ['blue sea', 'The red fox!'])).toBeCloseTo(0.8, 12);
  });

  it('keeps articles and splits at punctuation, unlike the SQuAD scores', () => {
    expect(rougeL('the fox', ['fox'])).toBeCloseTo(2 / 3, 12);
    expect(rougeL('well-known', ['well known'])).toBe(1);
  });

  it('scores an empty side 1 when both are empty, else 0', () => {
    expect(rougeL('', [''])).toBe(1);
    expect(rougeL('...', [''])).toBe(1);
    expect(rougeL('', ['fox'])).toBe(0);
    expect(rougeL('fox', ['', '!'])).toBe(0);
  });

  it('reads letters of any script, composed or not', () => {
    expect(rougeL('Cafe\u0301 Москва', ['caf\u00e9 москва'])).toBe(1);
  });

  it('refuses to score against no reference', () => {
    expect(() => rougeL('fox', [])).toThrow(InvalidMetricInputError);
  });
});
