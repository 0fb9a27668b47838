import type { RetrievalMode } from '@equipoise/contracts';
import type { RetrievalQuality } from '../../domain/facts.js';

export interface AnswerText {
  readonly answerId: string;
  readonly text: string;
  /** Of the model that gave it. */
  readonly modelFingerprint: string;
  /** What the model was given to read, best first. */
  readonly passages: readonly string[];
}

/** Texts of answers, which inference keeps. */
export abstract class AnswerSource {
  /** By answer id. @throws DomainError of kind `not_found` */
  abstract texts(answerIds: readonly string[]): Promise<Map<string, AnswerText>>;
}

export interface QuestionText {
  readonly questionId: string;
  readonly text: string;
  readonly cluster: string;
  /** At least one. */
  readonly references: readonly string[];
}

export interface Ranking {
  readonly datasetVersionId: string;
  readonly indexId: string;
  readonly questionIds: readonly string[];
  readonly topK: number;
  readonly mode: RetrievalMode;
}

/** Questions and what was found for them, which retrieval keeps. */
export abstract class QuestionSource {
  /** By question id. @throws DomainError of kind `not_found` */
  abstract questions(
    datasetVersionId: string,
    questionIds: readonly string[],
  ): Promise<Map<string, QuestionText>>;
  /** By question id; questions without known gold passages are left out. */
  abstract quality(ranking: Ranking): Promise<Map<string, RetrievalQuality>>;
}
