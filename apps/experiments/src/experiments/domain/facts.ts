import type { AnswerMetrics } from './answer-metrics.js';

/** Retrieval quality of the passages that were given, [0, 1] each, at cut-off k. */
export interface RetrievalQuality {
  readonly recall: number;
  readonly ndcg: number;
  readonly reciprocalRank: number;
  readonly k: number;
}

/** One answer with everything that is not the judge's. */
export interface AnswerFact extends AnswerMetrics {
  readonly answerId: string;
  readonly questionId: string;
  /** Index in the order of asking. */
  readonly questionRank: number;
  readonly cluster: string;
  /** 0-based index among the answers of one question. */
  readonly sample: number;
  readonly status: 'answered' | 'failed';
  /** Why it failed; empty when it did not. */
  readonly failure: string;
  /** Of the model that gave it; empty when it failed. */
  readonly modelFingerprint: string;
  /** null unless `retrieved` with known gold passages. */
  readonly retrieval: RetrievalQuality | null;
}
