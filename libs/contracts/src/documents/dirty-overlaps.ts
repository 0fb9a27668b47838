/**
 * Kinds of overlap, as `CheckContamination` of retrieval names them, by which training knows a test
 * question: by its text or by its document. The others are reasons to look, not to doubt an answer.
 */
export const DIRTY_OVERLAPS = ['question-and-answer', 'ngram', 'source-document'] as const;
