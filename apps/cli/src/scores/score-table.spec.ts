import type { ScoreFacts } from '@equipoise/analysis';
import { ScoreCollector } from './score-collector.js';
import { type ScoreRow } from './score-row.js';
import { scoreTable } from './score-table.js';

const ROW: ScoreRow = {
  ...{ place: 'line 2', dataset: 'd', question: 'q1', cluster: 'c1', context: 'retrieved' },
  ...{ arm: 'base', base: undefined, trainSize: undefined, seed: undefined },
  ...{ criterion: 'accuracy', answer: 0, repeat: 0, score: 3 },
};
const TUNED = { arm: 'lora', trainSize: 200 };
const SETTINGS = {
  ...{ name: 'scores', createdAt: '2026-11-01T00:00:00.000Z', baseline: undefined, seed: 's' },
  ...({ margin: 0.2, alpha: 0.05, family: 'all', waveQuestions: undefined } as const),
};

function collected(...rows: Partial<ScoreRow>[]): ScoreCollector {
  const scores = new ScoreCollector();
  rows.forEach((row, i) => {
    scores.add({ ...ROW, place: `line ${i + 2}`, ...row });
  });
  return scores;
}

describe(scoreTable, () => {
  it('numbers repeats and answers by their order, from whatever they start', () => {
    const scores = collected({ repeat: 7, answer: 1 }, { ...TUNED, repeat: 3, answer: 2 });
    const table = scoreTable(scores, SETTINGS);
    expect((table.scores as ScoreFacts[]).map(({ repeat }) => repeat)).toEqual([1, 0]);
    expect(table.answers.map(({ sample }) => sample)).toEqual([0, 1]);
    expect(table.settings.repeats).toBe(2);
  });

  it('draws whole clusters in an order that the rows do not tell', () => {
    const rows = ['q1', 'q2', 'q3', 'q4'].flatMap((question, i) => {
      const own = { question, cluster: `c${i % 2}` };
      return [own, { ...own, ...TUNED }];
    });
    const sequential = { ...SETTINGS, waveQuestions: 1 };
    const { cells } = scoreTable(collected(...rows), sequential);
    expect(cells).toHaveLength(2);
    expect(cells[0]?.waves?.map((wave) => [...wave].sort()).sort()).toEqual([
      ['q1', 'q3'],
      ['q2', 'q4'],
    ]);
    const reversed = scoreTable(collected(...rows.reverse()), sequential);
    expect(reversed.cells[0]?.waves).toEqual(cells[0]?.waves);
  });
});

describe(ScoreCollector, () => {
  it('names both rows that put a question into different clusters', () => {
    expect(() => collected({}, { ...TUNED, cluster: 'c2' })).toThrow(
      'line 3, column cluster: question "q1" is in cluster "c2" here and in "c1" in line 2',
    );
  });

  it('has one digest for the same rows in the same order', () => {
    const digest = collected({}, TUNED).digest();
    expect(collected({ place: 'row 1' }, { ...TUNED, place: 'row 2' }).digest()).toBe(digest);
    expect(collected({}, { ...TUNED, score: 4 }).digest()).not.toBe(digest);
  });
});
