import { type ChunkStatus, mayBecome } from './chunk.js';

const ALL: ChunkStatus[] = [
  ...(['pending', 'answering', 'answered', 'judging', 'done', 'failed', 'cancelled'] as const),
];

describe('the life cycle of a chunk', () => {
  it('takes answers only while it is being answered', () => {
    expect(ALL.filter((from) => mayBecome(from, 'answered'))).toEqual(['answering']);
  });

  it('takes a failure only while it is in flight', () => {
    expect(ALL.filter((from) => mayBecome(from, 'failed'))).toEqual(['answering', 'judging']);
  });

  it('knows every fact that comes again or too late', () => {
    for (const from of ['done', 'failed', 'cancelled'] as const) {
      expect(ALL.filter((to) => mayBecome(from, to))).toEqual([]);
    }
    for (const status of ALL) expect(mayBecome(status, status)).toBe(false);
  });
});
