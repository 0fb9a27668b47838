import { aScoreTable, BASE, tunedArm } from '../test/a-score-table.js';
import { analyse } from './analyse.js';
import { contextEffects } from './context-effects.js';

const CONTEXTS = ['retrieved', 'oracle', 'closed-book'] as const;
/** What tuning adds in each context. */
const GAIN = { retrieved: -0.8, oracle: -0.5, 'closed-book': 0.3 } as const;

describe(contextEffects, () => {
  it('tells reading from knowing, and the harm of noisy passages from both', () => {
    const table = aScoreTable({
      contexts: CONTEXTS,
      noise: 0.1,
      levelOf: ({ treatment }, context) => 3 + (treatment === undefined ? 0 : GAIN[context]),
    });
    const effects = analyse(table).contextEffects;
    expect(effects.map(({ effect, scale, n }) => `${effect} ${scale} ${n}`)).toEqual([
      'knowledge points 40',
      'reading points 40',
      'end-to-end points 40',
      'context-use points 40',
      'noise-robustness points 40',
      'retrieval-use points 40',
    ]);
    const [knowledge, , , use, noise, retrieval] = effects.map(({ difference }) => difference);
    expect(knowledge).toBeCloseTo(0.3, 1);
    expect(use).toBeCloseTo(-0.8, 1);
    expect(noise).toBeCloseTo(-0.3, 1);
    expect(retrieval).toBeCloseTo(-1.1, 1);
    expect(effects.every(({ pValue }) => pValue !== null && pValue < 0.001)).toBe(true);
  });

  it('agrees with the paired test on the differences of differences, question by question', () => {
    const table = aScoreTable({
      contexts: ['oracle', 'closed-book'],
      repeats: 1,
      questions: 3,
      clusters: 3,
    });
    const scores = table.scores.map((row, i) => ({
      ...row,
      score: [4, 4, 4, 2, 2, 2, 3, 2, 5, 3, 3, 4][i] ?? null,
    }));
    // oracle: -1, -2, 1; closed-book: 1, 1, 2; so -2, -3, -1 with a standard error of 1 / sqrt(3)
    const [effect] = analyse({ ...table, scores }).contextEffects;
    expect(effect?.difference).toBeCloseTo(-2, 12);
    expect(effect?.standardError).toBeCloseTo(1 / Math.sqrt(3), 12);
  });

  it('repeats all effects on log odds where a cell is at the ceiling', () => {
    const table = aScoreTable({
      contexts: CONTEXTS,
      noise: 0.1,
      levelOf: ({ treatment }) => (treatment === undefined ? 4.7 : 4),
    });
    const effects = analyse(table).contextEffects;
    expect(effects.map(({ scale }) => scale)).toEqual([
      ...Array<string>(6).fill('points'),
      ...Array<string>(6).fill('logit'),
    ]);
    // logit of 0.75 less logit of 0.925
    expect(effects[6]?.difference).toBeCloseTo(Math.log(3) - Math.log(0.925 / 0.075), 0);
  });

  it('needs both contexts', () => {
    expect(analyse(aScoreTable({ arms: [BASE, tunedArm()] })).contextEffects).toEqual([]);
  });
});
