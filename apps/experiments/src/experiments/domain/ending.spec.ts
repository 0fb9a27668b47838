import { endingOf } from './ending.js';

const DONE = { status: 'done', reason: '' } as const;
const FAILED = { status: 'failed', reason: 'the key was refused' } as const;

describe(endingOf, () => {
  it('is complete when every cell is', () => {
    expect(endingOf([DONE, DONE], true)).toEqual({ status: 'completed', reason: '' });
  });

  it('is partial when some cells are not, and says why', () => {
    expect(endingOf([DONE, FAILED], true)).toEqual({
      status: 'partially_failed',
      reason: '1 of 2 cells did not finish; the first: the key was refused',
    });
  });

  it('is a failure without any score', () => {
    expect(endingOf([FAILED], false)).toEqual({ status: 'failed', reason: 'the key was refused' });
    expect(endingOf([DONE], false).reason).toBe('the judge gave no readable score');
  });
});
