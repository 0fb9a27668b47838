import { aScoreTable, BASE, tunedArm } from '../../../analysis/test/a-score-table.js';
import { analyse, type ScoreTable } from '@equipoise/analysis';
import { chooseExamples } from './examples.js';

const CONTEXTS = ['closed-book', 'retrieved'] as const;

/** Two contexts of 20 questions in which tuned question q scores q - 10 tenths above the base. */
function aTable(arms = [BASE, tunedArm()]): ScoreTable {
  const table = aScoreTable({
    arms,
    contexts: CONTEXTS,
    questions: 20,
    noise: 0,
    levelOf: () => 3,
  });
  const isTuned = (answerId: string): boolean => answerId.includes('lora');
  const scores = table.scores.map((row) => {
    const question = Number(row.answerId.split('/')[3]);
    return isTuned(row.answerId) ? { ...row, score: 3 + (question - 10) / 10 } : row;
  });
  return { ...table, scores };
}

describe(chooseExamples, () => {
  it('takes the most changed questions of the retrieved context, worst first, then best first', () => {
    const table = aTable();
    const chosen = chooseExamples(table, analyse(table), 2);
    expect(chosen.map(({ kind, questionId }) => `${kind} ${questionId}`)).toEqual([
      'worst demo@v1-q0',
      'worst demo@v1-q1',
      'best demo@v1-q19',
      'best demo@v1-q18',
    ]);
    expect(chosen[0]).toMatchObject({
      context: 'retrieved',
      difference: -1,
      scores: [{ criterion: 'accuracy', base: 3, tuned: 2 }],
      baseAnswerId: 'qwen2.5-0.5b/demo@v1/retrieved/0/0',
      tunedAnswerId: 'qwen2.5-0.5b · lora 64 pairs · seed 1/demo@v1/retrieved/0/0',
    });
  });

  it('never shows an unchanged question', () => {
    const table = aScoreTable({ noise: 0, levelOf: () => 3 });
    expect(chooseExamples(table, analyse(table))).toEqual([]);
  });

  it('chooses for every tuned arm', () => {
    const table = aTable([BASE, tunedArm({ seed: 1 }), tunedArm({ seed: 2 })]);
    const arms = chooseExamples(table, analyse(table), 1).map(({ arm }) => arm);
    expect(new Set(arms).size).toBe(2);
  });

  it('leaves out questions that one of the models failed to answer', () => {
    const table = aTable();
    const answers = table.answers.map((answer) =>
      answer.questionId === 'demo@v1-q0' ? { ...answer, status: 'failed' as const } : answer,
    );
    const [worst] = chooseExamples({ ...table, answers }, analyse(table), 1);
    expect(worst?.questionId).toBe('demo@v1-q1');
  });
});
