import { DIRTY_OVERLAPS } from '@equipoise/contracts';

/** Test questions that a warning names. */
const EXAMPLES = 3;

/** Something that a test question shares with training questions or documents. */
export interface KnownQuestion {
  readonly questionId: string;
  /** In what way; see the retrieval contract. */
  readonly kind: string;
  /** (0, 1] */
  readonly similarity: number;
}

/**
 * What a user should know before paying for training on a dataset whose test it knows.
 *
 * @param known of the whole training split: the questions of one seed are some of it
 * @param tests questions of the test split
 */
export function contaminationWarnings(known: readonly KnownQuestion[], tests: number): string[] {
  const dirty = known
    .filter(({ kind }) => DIRTY_OVERLAPS.some((one) => one === kind))
    .sort((a, b) => b.similarity - a.similarity);
  const ids = [...new Set(dirty.map(({ questionId }) => questionId))];
  if (ids.length === 0) return [];
  return [
    `contamination: ${ids.length} of ${tests} test questions of this dataset are known to its training ` +
      `split, by their text or by their document, for example ${ids.slice(0, EXAMPLES).join(', ')}: ` +
      'an experiment tells clean and dirty questions apart; for a clean test take them out of one ' +
      'split and import the dataset again',
  ];
}
