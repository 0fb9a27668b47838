import type { QuestionType } from '../../domain/dataset.js';

/** `exact_answer` as the files have it: a text (yesno), or lists of synonyms (factoid, list). */
export type ExactAnswer = string | readonly (string | readonly string[])[] | null | undefined;

/** Written-out answers; golden files give a list, submissions and old files a text. */
export function idealAnswers(ideal: string | readonly string[] | null | undefined): string[] {
  return withText(typeof ideal === 'string' ? [ideal] : (ideal ?? []));
}

/**
 * Short answers: for yesno the word; for factoid each entity and each of its synonyms; for list
 * one text with the first name of every entity.
 */
export function exactAnswers(question: {
  readonly type: QuestionType;
  readonly exact_answer?: ExactAnswer;
}): string[] {
  const { type, exact_answer: exact } = question;
  if (exact === null || exact === undefined) return [];
  if (typeof exact === 'string') return withText([exact]);
  const entities = exact
    .map((entity) => withText(typeof entity === 'string' ? [entity] : entity))
    .filter((names) => names.length > 0);
  if (type !== 'list') return entities.flat();
  return withText([entities.map(([name]) => name).join(', ')]);
}

function withText(texts: readonly string[]): string[] {
  return texts.map((text) => text.trim()).filter((text) => text !== '');
}
