import type { Question, Split } from './dataset.js';

/** A question as a file gives it, before the documents and the split are known. */
export interface DraftQuestion extends Pick<
  Question,
  'questionId' | 'text' | 'type' | 'references' | 'evidence'
> {
  /** Documents it is about; each must be imported. */
  readonly documentIds: readonly string[];
  /** Documents said to be about it; those without text are left out, but tie questions together. */
  readonly relatedDocumentIds?: readonly string[];
  /** What it shares with other questions, where that is not a document or has a name of its own. */
  readonly cluster?: string | undefined;
  /** Where the files name it. */
  readonly split?: Split | undefined;
}

/** The reference of a question that the documents do not answer, in every format. */
export const NO_ANSWER = 'The documents do not contain the answer.';
