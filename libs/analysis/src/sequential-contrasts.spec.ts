import { analysisSchema } from '@equipoise/contracts';
import { aScoreTable, BASE, type MadeTable, tunedArm } from '../test/a-score-table.js';
import { analyse } from './analyse.js';
import { type ScoreTable } from './score-table.js';
import { sequentialLook } from './sequential-look.js';

const QUESTIONS = 120;
const WAVE = 20;
const DATASET = 'demo@v1';

const questionId = (q: number): string => `${DATASET}-q${q}`;
/** Every document has one question. */
const WAVES = Array.from({ length: QUESTIONS / WAVE }, (_, wave) =>
  Array.from({ length: WAVE }, (_question, i) => questionId(wave * WAVE + i)),
);

/** An experiment with waves of twenty questions, of which the first were asked in all cells. */
function inWaves(made: MadeTable, asked = WAVES.length): ScoreTable {
  const table = aScoreTable({ questions: QUESTIONS, clusters: QUESTIONS, ...made });
  const came = new Set(WAVES.slice(0, asked).flat());
  return {
    ...table,
    settings: { ...table.settings, sequential: { waveQuestions: WAVE } },
    cells: table.cells.map((cell) => ({ ...cell, waves: WAVES })),
    answers: table.answers.filter((answer) => came.has(answer.questionId)),
  };
}

const levels =
  (difference: number) =>
  (arm: { treatment: unknown }): number =>
    arm.treatment === undefined ? 3 : 3 + difference;

const worse: MadeTable = { levelOf: levels(-1), noise: 0.4 };
const same: MadeTable = { levelOf: levels(0), noise: 0.6 };

describe('contrasts of an experiment with sequential stopping', () => {
  it('stops a large difference at the first wave that decides it, and stays with that wave', () => {
    const [contrast] = analyse(inWaves(worse)).contrasts;
    expect(contrast).toMatchObject({ verdict: 'hurts', reason: null });
    expect(contrast?.sequential).toMatchObject({ isDecided: true, plannedWaves: 6 });
    const { waves = 0 } = contrast?.sequential ?? {};
    expect(waves).toBeLessThan(4);
    expect(contrast?.n).toBe(waves * WAVE);
    expect(analyse(inWaves(worse, waves)).contrasts).toEqual([contrast]);
    expect(analyse(inWaves(worse, waves - 1)).contrasts[0]?.verdict).toBe('not-enough-evidence');
  });

  it('leaves no difference undecided when its questions are used up', () => {
    const [contrast] = analyse(inWaves(same)).contrasts;
    expect(contrast).toMatchObject({
      verdict: 'not-enough-evidence',
      reason: 'interval-includes-zero',
      n: QUESTIONS,
    });
    expect(contrast?.sequential).toMatchObject({ isDecided: false, waves: 6 });
  });

  it('stops when the difference is shown to lie within the margin', () => {
    const [contrast] = analyse(inWaves({ ...same, settings: { margin: 1 } })).contrasts;
    expect(contrast?.verdict).toBe('no-practical-difference');
    expect(contrast?.sequential?.waves).toBeLessThan(6);
    const { lower = -4, upper = 4 } = contrast?.tostInterval ?? {};
    expect([lower > -1, upper < 1]).toEqual([true, true]);
    expect(contrast?.sentence).toMatch(/90 % confidence sequence .* within the margin of ±1\.00/);
  });

  it('gives the confidence sequence and no number of a fixed sample', () => {
    const [stopped] = analyse(inWaves(worse)).contrasts;
    const [fixed] = analyse(
      aScoreTable({ questions: QUESTIONS, clusters: QUESTIONS, ...worse }),
    ).contrasts;
    const width = (of: typeof stopped): number =>
      (of?.interval?.upper ?? NaN) - (of?.interval?.lower ?? NaN);
    expect(width(stopped)).toBeGreaterThan(2 * width(fixed));
    expect(stopped).toMatchObject({
      standardError: null,
      seedError: null,
      signFlip: null,
      minimumDetectableEffect: null,
      questionsForMargin: null,
    });
    expect(stopped?.adjustedP).toBeLessThanOrEqual(0.05);
    expect(stopped?.pValue).toBeLessThanOrEqual(0.05);
    expect(stopped?.sentence).toMatch(/95 % confidence sequence .*; decided after wave \d of 6/);
    expect(stopped?.sentence).toContain('e-BH-adjusted p');
    expect(stopped?.sentence).not.toMatch(/Holm|95 % interval/);
  });

  it('counts each document once, whatever its number of questions', () => {
    const table = aScoreTable({ questions: 4, clusters: 4, noise: 0, repeats: 1 });
    const clusters = ['a', 'a', 'a', 'b'];
    const answers = table.answers.map((answer) => ({
      ...answer,
      cluster: clusters[Number(answer.questionId.split('q')[1])] ?? '',
    }));
    const scores = table.scores.map((score) => {
      const isOfB = score.answerId.includes('/3/');
      return { ...score, score: score.answerId.includes('lora') && isOfB ? 5 : 3 };
    });
    const cells = table.cells.map((cell) => ({ ...cell, waves: [[0, 1, 2, 3].map(questionId)] }));
    const settings = { ...table.settings, sequential: { waveQuestions: 4 } };
    const [contrast] = analyse({ ...table, answers, scores, cells, settings }).contrasts;
    expect(contrast).toMatchObject({ meanBase: 3, meanTuned: 4, difference: 1, clusters: 2, n: 4 });
  });

  it('asks more of a contrast in a larger family', () => {
    const sizes = Array.from({ length: 12 }, (_, i) => 64 + i);
    const arms = [BASE, ...sizes.map((trainSize) => tunedArm({ trainSize }))];
    const levelOf = (arm: { treatment: { trainSize?: number | undefined } | undefined }): number =>
      arm.treatment?.trainSize === 64 ? 2.2 : 3;
    const alone = analyse(inWaves({ levelOf, noise: 0.4 })).contrasts[0];
    const [among, ...others] = analyse(inWaves({ arms, levelOf, noise: 0.4 })).contrasts;
    expect(alone?.sequential?.waves).toBeLessThan(among?.sequential?.waves ?? 0);
    expect(others.map(({ verdict }) => verdict)).toEqual(Array(11).fill('not-enough-evidence'));
  });

  it('has no sequence without pairs, and still counts it in the family', () => {
    const table = inWaves(worse);
    const answers = table.answers.filter(({ cellId }) => !cellId.includes('lora'));
    const analysis = analyse({ ...table, answers });
    expect(analysis.contrasts[0]).toMatchObject({
      ...{ verdict: 'not-enough-evidence', reason: 'no-pairs', interval: null, pValue: null },
      adjustedP: null,
    });
    expect(analysis.settings.familySize).toBe(1);
  });

  it('says what was not bought, in the document that the schema describes', () => {
    const analysis = analyse(inWaves(worse, 2));
    const answers = 2 * (QUESTIONS - 2 * WAVE);
    expect(analysis.savings).toEqual({
      answers,
      answersPlanned: 2 * QUESTIONS,
      judgements: answers * 3,
      judgementsPlanned: 2 * QUESTIONS * 3,
    });
    expect(analysis.contrasts[0]?.completeness).toMatchObject({ questions: 40, paired: 40 });
    expect(() => analysisSchema.parse(JSON.parse(JSON.stringify(analysis)))).not.toThrow();
    expect(analyse(aScoreTable()).savings).toBeUndefined();
  });

  it('counts what a failed cell did not ask as missing, not as saved', () => {
    const table = inWaves(worse, 2);
    const cells = table.cells.map((cell) => ({ ...cell, status: 'failed' as const }));
    expect(analyse({ ...table, cells }).savings).toMatchObject({ answers: 0, judgements: 0 });
  });
});

describe(sequentialLook, () => {
  it('tells which cells a decided contrast has compared', () => {
    const arms = [BASE, tunedArm(), tunedArm({ seed: 2 })];
    const look = (asked: number): unknown => sequentialLook(inWaves({ ...worse, arms }, asked));
    const cells = inWaves({ arms }).cells.map(({ cellId }) => cellId);
    const contrast = { baseCellId: cells[0], tunedCellIds: cells.slice(1) };
    expect(look(0)).toEqual([{ ...contrast, isDecided: false }]);
    expect(look(6)).toEqual([{ ...contrast, isDecided: true }]);
  });

  it('decides the same from the same scores, and never takes a decision back', () => {
    const arms = [BASE, ...[64, 128].map((trainSize) => tunedArm({ trainSize }))];
    const levelOf = (arm: { treatment: { trainSize?: number | undefined } | undefined }): number =>
      arm.treatment === undefined ? 3 : arm.treatment.trainSize === 64 ? 2 : 2.6;
    const decided = [1, 2, 3, 4, 5, 6].map((asked) =>
      sequentialLook(inWaves({ arms, levelOf, noise: 0.4 }, asked)).map((own) => own.isDecided),
    );
    decided.slice(1).forEach((after, i) => {
      decided[i]?.forEach((was, contrast) => {
        if (was) expect(after[contrast]).toBe(true);
      });
    });
    expect(decided.at(-1)?.[0]).toBe(true);
  });
});
