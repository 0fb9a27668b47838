import { drawnAnswers, type LabellableAnswer } from './drawn-answers.js';

/** Answers of two arms to questions of two datasets; the tuned arm lacks the first question of each. */
const ANSWERS = ['a@v1', 'b@v1'].flatMap((dataset) =>
  Array.from({ length: 20 }, (_, q) =>
    (q === 0 ? ['base'] : ['base', 'tuned']).map((arm): LabellableAnswer => ({
      answerId: `${dataset} ${arm} ${q}`,
      cellId: `${dataset} ${arm}`,
      dataset,
      datasetVersionId: dataset,
      questionId: `q${q}`,
    })),
  ).flat(),
);
const questionsOf = (drawn: readonly LabellableAnswer[]): Set<string> =>
  new Set(drawn.map(({ dataset, questionId }) => `${dataset} ${questionId}`));

describe(drawnAnswers, () => {
  it('takes every answer to as many questions of each dataset as wanted', () => {
    const drawn = drawnAnswers(ANSWERS, 5, 'seed');
    expect(drawn).toHaveLength(2 * 5 * 2);
    expect(questionsOf(drawn).size).toBe(10);
    expect(new Set(drawn.map(({ answerId }) => answerId)).size).toBe(20);
  });

  it('draws only questions that all arms answered, if there are any', () => {
    const drawn = drawnAnswers(ANSWERS, 100, 'seed');
    expect(questionsOf(drawn).size).toBe(2 * 19);
    expect(questionsOf(drawn)).not.toContain('a@v1 q0');
    const alone = ANSWERS.filter(({ questionId }) => questionId === 'q0');
    expect(drawnAnswers(alone, 100, 'seed')).toHaveLength(2);
    expect(drawnAnswers([], 5, 'seed')).toEqual([]);
  });

  it('holds the fewer among the more, with the same seed', () => {
    const few = questionsOf(drawnAnswers(ANSWERS, 4, 'seed'));
    const more = questionsOf(drawnAnswers(ANSWERS, 9, 'seed'));
    for (const question of few) expect(more).toContain(question);
  });

  it('depends on the seed, and not on the order of the answers', () => {
    const drawn = drawnAnswers(ANSWERS, 5, 'seed');
    expect(drawnAnswers([...ANSWERS].reverse(), 5, 'seed')).toEqual(drawn);
    expect(drawnAnswers(ANSWERS, 5, 'other')).not.toEqual(drawn);
  });

  it('mixes the arms, so that the place of an answer tells nothing', () => {
    const arms = drawnAnswers(ANSWERS, 19, 'seed').map(({ cellId }) => cellId.split(' ')[1]);
    const runs = arms.filter((arm, i) => arm !== arms[i - 1]).length;
    expect(runs).toBeGreaterThan(20);
    expect(runs).toBeLessThan(60);
  });
});
