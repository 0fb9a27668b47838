import type { StepsSource } from '../../criteria/index.js';
import type { FormTemplate } from '../domain/evaluation-form.js';
import type { Judgement } from '../domain/judgement.js';

export interface AnswerText {
  readonly answerId: string;
  readonly questionId: string;
  readonly isAnswered: boolean;
  /** Empty when not answered, or when the model said nothing. */
  readonly text: string;
}

/** Answers, which inference owns. */
export abstract class AnswerReader {
  /** @throws RemoteError `not_found` naming the id */
  abstract find(answerIds: readonly string[], signal: AbortSignal): Promise<AnswerText[]>;
}

export interface QuestionText {
  readonly questionId: string;
  readonly text: string;
  /** Reference answers, best first; at least one. */
  readonly references: readonly string[];
}

/** Questions, which retrieval owns. */
export abstract class QuestionReader {
  /** @throws RemoteError `not_found` naming the id */
  abstract find(
    datasetVersionId: string,
    questionIds: readonly string[],
    signal: AbortSignal,
  ): Promise<QuestionText[]>;
}

/** A judgement together with the steps of its form. */
export interface JudgementWithSteps extends Judgement {
  readonly steps: readonly string[];
  readonly stepsSource: StepsSource;
}

/** Judgements by content id. */
export abstract class JudgementRepository {
  /** Those of these ids that are stored, in no order. */
  abstract find(ids: readonly string[]): Promise<Judgement[]>;

  /** All judgements of these answers, in no order. */
  abstract ofAnswers(answerIds: readonly string[]): Promise<JudgementWithSteps[]>;

  /** All judgements that a chunk of work bought, in no order. */
  abstract ofChunk(chunkId: string): Promise<Judgement[]>;

  /** Stores a batch in one statement; what is stored stays, unless it is missing for an error. */
  abstract save(judgements: readonly Judgement[]): Promise<void>;
}

/** The wording of forms. */
export abstract class EvaluationForms {
  abstract readonly template: FormTemplate;
  /** How long a judge's reply may be, tokens, and what ends it; of the `samples` estimator. */
  abstract readonly reply: { readonly maxTokens: number; readonly stop: readonly string[] };
}

/** Limits of judging; bound to the service's configuration. */
export abstract class JudgingLimits {
  /** Samples read for one judgement before its score is missing, >= 1. */
  abstract readonly readTries: number;
  /** Least probability of the score tokens together, [0, 1]. */
  abstract readonly minScoreMass: number;
  /** Judgements written in one statement, >= 1. */
  abstract readonly batchSize: number;
  /** Chunks judged at once by this process, >= 1. */
  abstract readonly chunksAtOnce: number;
}
