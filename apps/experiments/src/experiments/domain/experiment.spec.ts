import { type ExperimentStatus, hasEnded, isUnderWay, mayBecome } from './experiment.js';

const ALL: ExperimentStatus[] = [
  ...(['queued', 'preparing', 'running', 'analysing', 'completed'] as const),
  ...(['partially_failed', 'failed', 'cancelling', 'cancelled'] as const),
];

describe('the life cycle of an experiment', () => {
  it('goes from queued to an end without a way back', () => {
    const path: ExperimentStatus[] = ['queued', 'preparing', 'running', 'analysing', 'completed'];
    path.slice(1).forEach((to, i) => {
      const from = path[i] ?? to;
      expect(mayBecome(from, to)).toBe(true);
      expect(mayBecome(to, from)).toBe(false);
    });
  });

  it('leaves no end', () => {
    const ended = ALL.filter(hasEnded);
    expect(ended).toEqual(['completed', 'partially_failed', 'failed', 'cancelled']);
    for (const from of ended) expect(ALL.some((to) => mayBecome(from, to))).toBe(false);
  });

  it('can be cancelled until it has ended, and then only becomes cancelled', () => {
    expect(ALL.filter((from) => mayBecome(from, 'cancelling'))).toEqual([
      ...['queued', 'preparing', 'running', 'analysing'],
    ]);
    expect(ALL.filter((to) => mayBecome('cancelling', to))).toEqual(['cancelled']);
  });

  it('gives out work only before the analysis', () => {
    expect(ALL.filter(isUnderWay)).toEqual(['queued', 'preparing', 'running']);
  });
});
