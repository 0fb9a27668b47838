import { isDiskFull } from './disk-full.js';

const withCode = (code: string): Error => Object.assign(new Error('write failed'), { code });

describe(isDiskFull, () => {
  it.each<[string, unknown]>([
    ['the code of a full disk', withCode('ENOSPC')],
    ['the code of a used-up quota', withCode('EDQUOT')],
    ['a program that says so', new Error('pip: [Errno 28] No space left on device')],
    [
      'a cause within a cause',
      new Error('a', { cause: new Error('b', { cause: withCode('ENOSPC') }) }),
    ],
  ])('knows %s', (_, error) => {
    expect(isDiskFull(error)).toBe(true);
  });

  it.each<[string, unknown]>([
    ['another code', withCode('EACCES')],
    ['a text', 'ENOSPC'],
    ['nothing', undefined],
  ])('takes %s for something else', (_, error) => {
    expect(isDiskFull(error)).toBe(false);
  });
});
