import { studentTQuantile } from '@equipoise/statistics';
import { aScoreTable, BASE, tunedArm } from '../test/a-score-table.js';
import { analyse } from './analyse.js';
import { acrossSeeds } from './across-seeds.js';
import { type ScoreTable } from './score-table.js';

/** Three questions in three documents; the base scores 3 on each. */
function aTable(...scores: readonly (number | null)[]): ScoreTable {
  const arms = [BASE, tunedArm({ seed: 1 }), tunedArm({ seed: 2 })];
  const table = aScoreTable({ arms, questions: 3, clusters: 3, repeats: 1 });
  return {
    ...table,
    scores: table.scores.map((row, i) => ({ ...row, score: i < 3 ? 3 : (scores[i - 3] ?? null) })),
  };
}

describe(acrossSeeds, () => {
  it('adds the variance of seeds to that of questions', () => {
    // differences -1, 0, 1 and 0, 1, 2: averages -0.5, 0.5, 1.5 with a squared error of 1/3;
    // seed means 0 and 1 with a variance of 1/2, halved for two seeds
    const [summary] = analyse(aTable(2, 3, 4, 3, 4, 5)).acrossSeeds;
    const error = Math.sqrt(1 / 3 + 1 / 4);
    // 1/3 is known from three documents, 1/4 from two seeds
    const [t2, t1] = [studentTQuantile(0.975, 2), studentTQuantile(0.975, 1)];
    const half = Math.sqrt(t2 ** 2 / 3 + t1 ** 2 / 4);
    expect(summary?.difference).toBeCloseTo(0.5, 12);
    expect(summary?.seedDeviation).toBeCloseTo(Math.SQRT1_2, 12);
    expect(summary?.standardError).toBeCloseTo(error, 12);
    expect(summary?.interval?.lower).toBeCloseTo(0.5 - half, 9);
  });

  it('looks at the questions that every seed has a score for', () => {
    const [summary] = analyse(aTable(2, 3, null, 3, 4, 5)).acrossSeeds;
    expect(summary?.n).toBe(2);
  });

  it('says nothing without a question in common', () => {
    expect(analyse(aTable(2, null, null, null, 4, 5)).acrossSeeds).toEqual([]);
  });
});
