import { isDiskFull, saysDiskFull } from './disk-full.js';

const withCode = (code: string): Error => Object.assign(new Error('write failed'), { code });

describe(isDiskFull, () => {
  it.each<[string, unknown]>([
    ['the code of a full disk', withCode('ENOSPC')],
    ['the code of a used-up quota', withCode('EDQUOT')],
    [
      'a cause of a cause',
      new Error('a', { cause: new Error('b', { cause: withCode('ENOSPC') }) }),
    ],
  ])('knows %s', (_, error) => {
    expect(isDiskFull(error)).toBe(true);
  });

  it.each<[string, unknown]>([
    ['another code', withCode('EACCES')],
    ['a database that says so', new Error('could not extend file: No space left on device')],
    ['a text', 'ENOSPC'],
    ['nothing', undefined],
  ])('takes %s for something else', (_, error) => {
    expect(isDiskFull(error)).toBe(false);
  });
});

describe(saysDiskFull, () => {
  it.each([
    'OSError: [Errno 28] No space left on device',
    'Error: ENOSPC: no space left on device, write',
    'OSError: [Errno 122] Disk quota exceeded',
  ])('knows "%s"', (text) => {
    expect(saysDiskFull(text)).toBe(true);
  });

  it('takes other words for something else', () => {
    expect(saysDiskFull('MemoryError: no space')).toBe(false);
  });
});
