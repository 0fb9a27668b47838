import { InvalidMetricInputError } from '../metrics.errors.js';

/**
 * What should be found: ids that are relevant, or grades by id, whole numbers from 0 (irrelevant) to
 * 30. An id that is absent is irrelevant; an id in a set has grade 1.
 */
export type Relevance = ReadonlySet<string> | ReadonlyMap<string, number>;

const HIGHEST_GRADE = 30;

/**
 * Grades above 0, by id.
 *
 * @throws InvalidMetricInputError when a grade is out of range
 */
export function positiveGrades(relevance: Relevance): ReadonlyMap<string, number> {
  const grades = new Map<string, number>();
  for (const id of relevance.keys()) {
    const grade = relevance instanceof Map ? (relevance as ReadonlyMap<string, number>).get(id) : 1;
    if (grade === undefined || !Number.isInteger(grade) || grade < 0 || grade > HIGHEST_GRADE) {
      throw new InvalidMetricInputError(
        `the grade of ${id} is ${grade}; give a whole number from 0 to ${HIGHEST_GRADE}`,
      );
    }
    if (grade > 0) grades.set(id, grade);
  }
  return grades;
}

/**
 * The first `k` ids of a ranking.
 *
 * @throws InvalidMetricInputError when `k` is not a whole number >= 1 or an id is ranked twice, which
 *   would count it twice
 */
export function topOf(ranked: readonly string[], k: number): readonly string[] {
  if (!Number.isInteger(k) || k < 1) {
    throw new InvalidMetricInputError(`k is ${k}; give a whole number >= 1`);
  }
  const seen = new Set<string>();
  for (const id of ranked) {
    if (seen.has(id)) throw new InvalidMetricInputError(`${id} is ranked twice; rank an id once`);
    seen.add(id);
  }
  return ranked.slice(0, k);
}
