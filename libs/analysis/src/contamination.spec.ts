import type { Analysis, Contrast } from '@equipoise/contracts';
import { aScoreTable, BASE, type MadeTable, tunedArm } from '../test/a-score-table.js';
import { analyse } from './analyse.js';
import { type ScoreTable } from './score-table.js';

const QUESTIONS = 80;
/** Every fourth question, of all documents alike. */
const DIRTY = Array.from({ length: QUESTIONS / 4 }, (_, i) => `demo@v1-q${4 * i}`);
const TUNED = tunedArm();

/** A tuned model that is better on the questions that training knows, and there only. */
function memorising({ gain = 2, ...made }: MadeTable & { gain?: number } = {}): ScoreTable {
  const table = aScoreTable({
    ...{ questions: QUESTIONS, clusters: 21, noise: 0.1, levelOf: () => 2.5 },
    ...made,
  });
  const answers = new Map(table.answers.map((answer) => [answer.answerId, answer]));
  const scores = table.scores.map((row) => {
    const answer = answers.get(row.answerId);
    const isKnown =
      DIRTY.includes(answer?.questionId ?? '') && answer?.cellId.startsWith(TUNED.label);
    return isKnown ? { ...row, score: (row.score ?? 0) + gain } : row;
  });
  return { ...table, scores };
}

function analysed(table: ScoreTable, questionIds: readonly string[] = DIRTY): Analysis {
  return analyse({ ...table, contamination: [{ dataset: 'demo@v1', questionIds }] });
}

const slicesOf = ({ contrasts: [contrast] }: Analysis): Contrast['contaminationSlices'] =>
  (contrast as Contrast).contaminationSlices;

describe('contamination in an analysis', () => {
  it('splits each contrast into what training knows and what it does not', () => {
    const slices = slicesOf(analysed(memorising()));
    expect(slices?.dirty).toMatchObject({ n: 20, verdict: 'helps' });
    expect(slices?.clean).toMatchObject({ n: 60, verdict: 'no-practical-difference' });
    expect(slices?.dirty?.difference).toBeCloseTo(2, 0);
    expect(slices?.clean?.difference).toBeCloseTo(0, 1);
    expect(slices?.sentence).toMatch(
      /^Where training does not know the question the difference is .*; 60 questions\), where it does it is \+[12]\.\d\d .*; 20 questions\)\.$/,
    );
  });

  it('has the whole contrast as a weighted mean of the two', () => {
    const analysis = analysed(memorising());
    const { clean, dirty } = slicesOf(analysis) ?? {};
    const mean = ((clean?.difference ?? NaN) * 60 + (dirty?.difference ?? NaN) * 20) / 80;
    expect(analysis.contrasts[0]?.difference).toBeCloseTo(mean, 10);
  });

  it('warns where a verdict rests on dirty questions', () => {
    const { contrasts, warnings } = analysed(memorising());
    expect(contrasts[0]?.verdict).toBe('helps');
    const found = warnings.filter(({ code }) => code === 'dirty-questions-decide');
    expect(found.map(({ message }) => message)).toEqual([
      expect.stringContaining(
        '"helps" rests on 20 questions that training knows; the 60 others alone say "no-practical-difference"',
      ),
    ]);
  });

  it('says nothing where the clean questions say the same', () => {
    const table = aScoreTable({ questions: QUESTIONS, clusters: 21, noise: 0.1 });
    const { contrasts, warnings } = analysed(table);
    expect(contrasts[0]?.verdict).toBe('hurts');
    expect(warnings.map(({ code }) => code)).not.toContain('dirty-questions-decide');
  });

  it('has no dirty slice where nothing is dirty, and no clean one where everything is', () => {
    const table = memorising({ questions: 8, clusters: 4 });
    const none = slicesOf(analysed(table, []));
    expect(none).toMatchObject({ clean: { n: 8 }, dirty: null, sentence: '' });
    const all = analysed(
      table,
      Array.from({ length: 8 }, (_, i) => `demo@v1-q${i}`),
    );
    expect(slicesOf(all)).toMatchObject({ clean: null, dirty: { n: 8 }, sentence: '' });
  });

  it('has no slices where nobody looked, nor for another dataset', () => {
    const table = memorising();
    expect(slicesOf(analyse(table))).toBeNull();
    const other = { ...table, contamination: [{ dataset: 'other@v1', questionIds: DIRTY }] };
    expect(slicesOf(analyse(other))).toBeNull();
  });

  it('gives slices no verdict with sequential stopping', () => {
    const table = memorising();
    const waves = [Array.from({ length: QUESTIONS }, (_, i) => `demo@v1-q${i}`)];
    const sequential = {
      ...table,
      settings: { ...table.settings, sequential: { waveQuestions: QUESTIONS } },
      cells: table.cells.map((cell) => ({ ...cell, waves })),
    };
    const slices = slicesOf(analysed(sequential));
    expect([slices?.clean?.verdict, slices?.dirty?.verdict]).toEqual([null, null]);
    expect(slices?.clean?.n).toBe(60);
  });

  it('takes the seed for a random factor in the slices too', () => {
    const arms = [BASE, tunedArm({ seed: 1 }), tunedArm({ seed: 2 }), tunedArm({ seed: 3 })];
    const slices = slicesOf(analysed(aScoreTable({ arms, questions: QUESTIONS, noise: 0.3 })));
    expect(slices?.clean?.n).toBe(60);
    expect(slices?.clean?.interval).not.toBeNull();
  });
});
