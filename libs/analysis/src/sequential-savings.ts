import type { Analysis } from '@equipoise/contracts';
import { type TableMeans } from './question-means.js';
import { type ScoreTable } from './score-table.js';

/**
 * Answers and judge calls that stopping early has saved against asking every planned question. Cells
 * that failed or were cancelled saved nothing: they are missing.
 *
 * @returns undefined with fixed stopping
 */
export function savingsOf(
  { cells, answersPerQuestion, slots }: TableMeans,
  { sequential, criteria }: ScoreTable['settings'],
): Analysis['savings'] {
  if (sequential === undefined) return undefined;
  const planned = cells.map(({ cell }) => (cell.waves ?? []).flat().length);
  const questionsPlanned = planned.reduce((sum, own) => sum + own, 0);
  const questionsSaved = cells.reduce(
    (sum, { cell, questions }, i) =>
      cell.status === 'done' ? sum + (planned[i] as number) - questions.size : sum,
    0,
  );
  return {
    answers: questionsSaved * answersPerQuestion,
    answersPlanned: questionsPlanned * answersPerQuestion,
    judgements: questionsSaved * slots * criteria.length,
    judgementsPlanned: questionsPlanned * slots * criteria.length,
  };
}
