import { stoppedCells, type WatchedContrast } from './waves.js';

const WAVE = { index: 2, count: 10 };

function contrast(tuned: string | string[], isDecided: boolean): WatchedContrast {
  return { baseCellId: 'base', tunedCellIds: [tuned].flat(), isDecided };
}

const stops = (contrasts: WatchedContrast[], open: string[]): string[] =>
  stoppedCells(contrasts, open, WAVE).map(({ cellId }) => cellId);

describe(stoppedCells, () => {
  it('stops a decided arm, and the base only with the last arm', () => {
    const cells = ['base', 'a', 'b'];
    expect(stops([contrast('a', true), contrast('b', false)], cells)).toEqual(['a']);
    expect(stops([contrast('a', true), contrast('b', true)], cells)).toEqual(cells);
    expect(stops([contrast('a', false), contrast('b', false)], cells)).toEqual([]);
  });

  it('keeps an arm while one of its criteria is undecided', () => {
    expect(stops([contrast('a', true), contrast('a', false)], ['base', 'a'])).toEqual([]);
  });

  it('keeps all seeds of an undecided treatment', () => {
    expect(stops([contrast(['s1', 's2'], false)], ['base', 's1', 's2'])).toEqual([]);
  });

  it('asks no more for a contrast of which one cell has failed', () => {
    expect(stops([contrast('a', false), contrast('b', false)], ['base', 'b'])).toEqual([]);
    expect(stops([contrast('a', false)], ['base'])).toEqual(['base']);
    expect(stops([contrast(['s1', 's2'], false)], ['base', 's2'])).toEqual(['base', 's2']);
  });

  it('says when and why', () => {
    const [decided] = stoppedCells([contrast('a', true)], ['a'], WAVE);
    expect(decided?.reason).toBe(
      'stopped after wave 2 of 10: every contrast that needs it is decided',
    );
    const [alone] = stoppedCells([contrast('a', false)], ['base'], WAVE);
    expect(alone?.reason).toContain('what it is compared with has failed');
  });
});
