import { analyse, ScoreColumnsBuilder, sequentialLook } from '@equipoise/analysis';
import { chooseExamples } from '@equipoise/reports';
import { aScoreTable } from '../../../../../libs/analysis/test/a-score-table.js';
import { AnalysisThread } from './analysis-thread.js';
import type { ScoreColumnTable } from './score-table.reader.js';

const ROWS = aScoreTable({ questions: 6, clusters: 3 });

function columnTable(): ScoreColumnTable {
  const scores = new ScoreColumnsBuilder();
  for (const row of ROWS.scores) scores.add(row);
  return { ...ROWS, scores: scores.build() };
}

describe(AnalysisThread, () => {
  const thread = new AnalysisThread();
  afterAll(async () => {
    await thread.onApplicationShutdown();
  });

  it('finds in its thread what the library finds here', async () => {
    expect(await thread.analyse(columnTable())).toEqual(analyse(ROWS));
  });

  it('decides in its thread what the library decides here', async () => {
    const waves = [['demo@v1-q0', 'demo@v1-q1', 'demo@v1-q2']];
    const settings = { ...ROWS.settings, sequential: { waveQuestions: 3 } };
    const cells = ROWS.cells.map((cell) => ({ ...cell, waves }));
    const looked = await thread.look({ ...columnTable(), settings, cells });
    expect(looked).toEqual(sequentialLook({ ...ROWS, settings, cells }));
    expect(looked.length).toBeGreaterThan(0);
  });

  it('takes the columns with it instead of copying them', async () => {
    const table = columnTable();
    await thread.analyse(table);
    expect(table.scores.score).toHaveLength(0);
  });

  it('chooses the examples of a report', async () => {
    const analysis = analyse(ROWS);
    const chosen = await thread.chooseExamples(columnTable(), analysis);
    expect(chosen).toEqual(chooseExamples(ROWS, analysis));
    expect(chosen.length).toBeGreaterThan(0);
  });

  it('hands on why a table cannot be analysed', async () => {
    const [first] = ROWS.scores;
    const scores = new ScoreColumnsBuilder();
    if (first !== undefined) scores.add({ ...first, score: 7 });
    const table = { ...ROWS, scores: scores.build() };
    await expect(thread.analyse(table)).rejects.toThrow('scores[0].score: 7 is not in [1, 5]');
  });

  it('gives up the work under way when the service stops', async () => {
    const stopping = new AnalysisThread();
    const refused = expect(stopping.analyse(columnTable())).rejects.toThrow();
    await stopping.onApplicationShutdown();
    await refused;
  });
});
