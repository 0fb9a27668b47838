import { guardText } from './guard-text.js';

describe(guardText, () => {
  it('says how grave, about what, what was found and the way out', () => {
    const finding = { severity: 'error', subject: 'demo@v1', message: 'a', remedy: 'b' };
    expect(guardText(finding)).toBe('guard error, demo@v1: a (way out: b)');
  });
});
