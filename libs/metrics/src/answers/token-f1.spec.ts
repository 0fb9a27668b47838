import { InvalidMetricInputError } from '../metrics.errors.js';
import { tokenF1 } from './token-f1.js';

describe(tokenF1.name, () => {
  it('agrees with a case worked by hand', () => {
    // answer: red fox jumped; reference: quick red fox; precision 2/3, recall 2/3
    expect(tokenF1('The red fox jumped.', ['a quick red fox'])).toBeCloseTo(2 / 3, 12);
    // answer of 1 word, reference of 3: precision 1, recall 1/3
    expect(tokenF1('fox', ['quick red fox'])).toBeCloseTo(0.5, 12);
  });

  it('counts a repeated word as often as both sides have it', () => {
    // shared 2 of 3 and of 2: precision 2/3, recall 1
    expect(tokenF1('no no no', ['no no'])).toBeCloseTo(0.8, 12);
  });

  it('takes the best reference and does not mind the order of words', () => {
    expect(tokenF1('blue sea', ['red fox', 'sea blue'])).toBe(1);
    expect(tokenF1('blue', ['red', 'green'])).toBe(0);
  });

  it('scores an empty side 1 when both are empty, else 0', () => {
    expect(tokenF1('', [''])).toBe(1);
    expect(tokenF1('The!', ['a'])).toBe(1);
    expect(tokenF1('', ['fox'])).toBe(0);
    expect(tokenF1('fox', [''])).toBe(0);
  });

  it('is not confused by words that are names of object members', () => {
    expect(tokenF1('constructor', ['constructor'])).toBe(1);
    expect(tokenF1('toString', ['fox'])).toBe(0);
  });

  it('compares words of any script', () => {
    expect(tokenF1('Größe Москва', ['größe москва'])).toBe(1);
  });

  it('refuses to score against no reference', () => {
    expect(() => tokenF1('fox', [])).toThrow(InvalidMetricInputError);
  });
});
