import { cutAtStop } from './stop-text.js';

describe(cutAtStop.name, () => {
  it.each([
    ['one. two', ['.'], 'one'],
    ['one\n\ntwo.', ['.', '\n\n'], 'one'],
    ['###', ['###'], ''],
  ])('cuts %j at the first of %j', (text, stops, expected) => {
    expect(cutAtStop(text, stops)).toBe(expected);
  });

  it('gives undefined where no stop string is', () => {
    expect(cutAtStop('one', ['.', ''])).toBeUndefined();
    expect(cutAtStop('one', [])).toBeUndefined();
  });
});
