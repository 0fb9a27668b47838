import { type Analysis, analysisSchema, type Contrast } from '@equipoise/contracts';
import { seededShuffle } from '@equipoise/kernel';
import fc from 'fast-check';
import { aScoreTable, BASE, tunedArm } from '../test/a-score-table.js';
import { analyse } from './analyse.js';
import { type ScoreTable } from './score-table.js';

const RUNS = { numRuns: 10 };
const first = ({ contrasts }: Analysis): Contrast => contrasts[0] as Contrast;

/** Small tables of every kind: few questions, missing rows, constant scores, one or two seeds. */
const tables = fc
  .record({
    seed: fc.string({ minLength: 1, maxLength: 8 }),
    questions: fc.integer({ min: 1, max: 8 }),
    clusters: fc.integer({ min: 1, max: 8 }),
    repeats: fc.integer({ min: 1, max: 3 }),
    samples: fc.integer({ min: 1, max: 2 }),
    noise: fc.constantFrom(0, 0.5, 2),
    seeds: fc.constantFrom([1], [1, 2]),
    contexts: fc.constantFrom<('retrieved' | 'oracle' | 'closed-book')[]>(
      ['retrieved'],
      ['retrieved', 'oracle', 'closed-book'],
    ),
    keptEvery: fc.integer({ min: 2, max: 9 }),
  })
  .map(({ seeds, keptEvery, ...made }): ScoreTable => {
    const table = aScoreTable({
      ...made,
      arms: [BASE, ...seeds.map((seed) => tunedArm({ seed }))],
    });
    const scores = table.scores.map((row, i) =>
      i % keptEvery === 0 ? { ...row, score: null } : row,
    );
    return { ...table, scores };
  });

describe('any analysis', () => {
  it('holds no number that is none, and survives JSON', () => {
    fc.assert(
      fc.property(tables, (table) => {
        const analysis = analyse(table);
        expect(analysisSchema.parse(analysis)).toEqual(analysis);
        expect(JSON.parse(JSON.stringify(analysis))).toEqual(analysis);
        expect(JSON.stringify(analysis)).not.toMatch(/NaN|Infinity|undefined/);
      }),
      RUNS,
    );
  });

  it('changes sign, and helps for hurts, when the arms change places', () => {
    const opposite = { helps: 'hurts', hurts: 'helps' } as Record<string, string>;
    fc.assert(
      fc.property(tables, (table) => {
        const tuned = tunedArm({ seed: 1 });
        const kept = table.cells.filter(
          ({ arm }) => arm.treatment === undefined || arm.label === tuned.label,
        );
        const cellIds = new Set(kept.map(({ cellId }) => cellId));
        const answers = table.answers.filter(({ cellId }) => cellIds.has(cellId));
        const swapped = kept.map((cell) => ({
          ...cell,
          arm: cell.arm.treatment === undefined ? tuned : BASE,
        }));
        const there = first(analyse({ ...table, cells: kept, answers }));
        const back = first(analyse({ ...table, cells: swapped, answers }));
        expect(back.verdict).toBe(opposite[there.verdict] ?? there.verdict);
        expect(back.reason).toBe(there.reason);
        const near = (value: number | undefined | null): number => Number((value ?? 0).toFixed(9));
        const boundsOf = (own: Contrast): (number | undefined | null)[] => [
          own.difference,
          own.interval?.lower,
          own.interval?.upper,
          own.completeness.bounds?.lower,
          own.completeness.bounds?.upper,
        ];
        const [difference, lower, upper, worst, best] = boundsOf(back).map(near);
        const mirrored = [difference, upper, lower, best, worst].map((own = 0) => 0 - own);
        expect(boundsOf(there).map(near)).toEqual(mirrored);
        expect(back.wildBootstrap?.pValue).toBe(there.wildBootstrap?.pValue);
      }),
      RUNS,
    );
  });

  it('does not depend on the order of rows', () => {
    fc.assert(
      fc.property(tables, fc.string(), (table, seed) => {
        const answers = seededShuffle(table.answers, seed);
        const scores = seededShuffle(table.scores, seed);
        expect(analyse({ ...table, answers, scores })).toEqual(analyse(table));
      }),
      RUNS,
    );
  });

  it('does not depend on the names of clusters', () => {
    fc.assert(
      fc.property(tables, (table) => {
        const answers = table.answers.map((answer) => ({
          ...answer,
          cluster: `z${1000 - Number(answer.cluster.split('-d')[1])}`,
        }));
        expect(analyse({ ...table, answers })).toEqual(analyse(table));
      }),
      RUNS,
    );
  });

  it('gets no narrower interval from every repeat twice', () => {
    fc.assert(
      fc.property(tables, (table) => {
        const { repeats } = table.settings;
        const again = table.scores.map((row) => ({ ...row, repeat: row.repeat + repeats }));
        const once = first(analyse(table));
        const twice = first(analyse({ ...table, scores: [...table.scores, ...again] }));
        expect(twice.difference ?? 0).toBeCloseTo(once.difference ?? 0, 10);
        expect(twice.standardError ?? 0).toBeCloseTo(once.standardError ?? 0, 10);
        expect(twice.verdict).toBe(once.verdict);
      }),
      RUNS,
    );
  });
});

describe('a whole question missing in one arm', () => {
  it('leaves the pairs and is filled in at both ends of the scale', () => {
    const table = aScoreTable({ questions: 5, clusters: 5, repeats: 1, noise: 0 });
    const lost = table.answers.find(({ cellId }) => cellId.includes('lora'))?.answerId ?? '';
    const answers = table.answers.filter(({ answerId }) => answerId !== lost);
    const scores = table.scores.filter(({ answerId }) => answerId !== lost);
    const { n, completeness } = first(analyse({ ...table, answers, scores }));
    expect(n).toBe(4);
    expect(completeness).toMatchObject({
      questions: 5,
      paired: 4,
      withoutTuned: 1,
      missingJudgements: 1,
    });
    expect(completeness.bounds?.lower).toBeCloseTo((4 * -0.5 + (1 - 3)) / 5, 12);
    expect(completeness.bounds?.upper).toBeCloseTo((4 * -0.5 + (5 - 3)) / 5, 12);
  });
});
