/**
 * How a test question overlaps with training questions or documents:
 * - `question-and-answer`: a training question nearly equals it and has an answer in common;
 * - `question`: a training question nearly equals it, with other answers;
 * - `ngram`: question and answer share a run of words with some training pair;
 * - `source-document`: a document that it is about nearly equals one that training is about;
 * - `answer`: one of its answers is a training answer;
 * - `document`: its question stands verbatim in a document.
 */
export type OverlapKind =
  'question-and-answer' | 'question' | 'ngram' | 'source-document' | 'answer' | 'document';

/** One way in which one test question overlaps. */
export interface TextOverlap {
  readonly questionId: string;
  readonly kind: OverlapKind;
  /** Training question or document; empty for `ngram`, which several may hold. */
  readonly sourceId: string;
  /** Text of the training question, shared words, shared answer, or title of the document. */
  readonly matched: string;
  /** Of near duplicates, (0, 1]: shared words over all words; 1 for the other kinds. */
  readonly similarity: number;
}
