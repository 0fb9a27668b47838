/** A document that questions are about: the unit of the train/test split. */
export interface Document {
  /** Unique within the dataset version. */
  readonly documentId: string;
  /** May be empty. */
  readonly title: string;
  /** At least one; none is empty. */
  readonly paragraphs: readonly string[];
}

export type QuestionType = 'factoid' | 'yesno' | 'list' | 'summary' | 'unanswerable';
export type Split = 'train' | 'test';

/** A question with its reference answers and gold evidence. */
export interface Question {
  /** Unique within the dataset version. */
  readonly questionId: string;
  /** The document, or set of documents, that questions share. */
  readonly cluster: string;
  readonly split: Split;
  readonly text: string;
  readonly type: QuestionType;
  /**
   * Best first; at least one, except in a dataset made for retrieval alone (format `beir`), where
   * every question has none: such a dataset can be searched but has nothing to score answers by.
   */
  readonly references: readonly string[];
  readonly documentIds: readonly string[];
  /** Gold passages, verbatim from the documents where they could be found there. */
  readonly evidence: readonly string[];
}
