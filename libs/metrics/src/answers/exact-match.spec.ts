import { InvalidMetricInputError } from '../metrics.errors.js';
import { exactMatch } from './exact-match.js';

describe(exactMatch.name, () => {
  it('looks past case, punctuation, articles and spaces', () => {
    expect(exactMatch('The  Denver Broncos.', ['denver broncos'])).toBe(1);
    expect(exactMatch('Denver', ['denver broncos'])).toBe(0);
  });

  it('takes any one reference', () => {
    expect(exactMatch('1999', ['in 1999', '1999'])).toBe(1);
  });

  it('matches an empty answer with an empty reference only', () => {
    expect(exactMatch('', [''])).toBe(1);
    expect(exactMatch('the', [''])).toBe(1);
    expect(exactMatch('', ['Paris'])).toBe(0);
    expect(exactMatch('Paris', [''])).toBe(0);
  });

  it('refuses to score against no reference', () => {
    expect(() => exactMatch('Paris', [])).toThrow(InvalidMetricInputError);
  });
});
