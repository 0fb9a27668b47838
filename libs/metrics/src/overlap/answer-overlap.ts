import { normalizeAnswer } from '../answers/normalize-answer.js';

/**
 * For each test question, whether one of its right answers is also the answer to some training
 * question, so that it could be given from memory.
 *
 * @param references right answers of each test question, shape [n][any]
 * @param trainingAnswers any number of them, looked through once
 * @returns shape [n]; false for a question without references, and empty answers never count
 * @source Lewis, Stenetorp and Riedel 2021 (EACL, arXiv 2008.02637): answers compared as in SQuAD
 */
export function answerOverlap(
  references: readonly (readonly string[])[],
  trainingAnswers: Iterable<string>,
): boolean[] {
  const questionsOf = new Map<string, number[]>();
  references.forEach((answers, i) => {
    for (const answer of answers) {
      const normalized = normalizeAnswer(answer);
      const questions = questionsOf.get(normalized) ?? [];
      questionsOf.set(normalized, [...questions, i]);
    }
  });
  questionsOf.delete('');
  const overlaps = references.map(() => false);
  for (const answer of trainingAnswers) {
    for (const i of questionsOf.get(normalizeAnswer(answer)) ?? []) overlaps[i] = true;
  }
  return overlaps;
}
