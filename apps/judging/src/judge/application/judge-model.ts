import type { ChatMessage } from '@equipoise/contracts';

/** One thing to ask the judge. */
export interface JudgeItem {
  /** Unique within the batch; echoed in the replies and never shown to the judge. */
  readonly itemId: string;
  readonly messages: readonly ChatMessage[];
  /** Beginning of the judge's turn; empty for none. */
  readonly prefill: string;
  readonly temperature: number;
  readonly maxTokens: number;
  readonly stop: readonly string[];
  /** Samples wanted, 1 to 100: their indices are 0 to `samples - 1`. */
  readonly samples: number;
  /** When not empty: the probabilities of these strings as the next token are wanted, not text. */
  readonly scoreTokens: readonly string[];
}

/** What is asked of one judge in one go. */
export interface JudgeBatch {
  /** Name of the model. */
  readonly judge: string;
  readonly purpose: 'judgement' | 'evaluation-steps' | 'probe';
  /** UUID of the experiment that pays. */
  readonly experimentId: string;
  readonly items: readonly JudgeItem[];
}

/** One sample that the judge gave. */
export interface JudgeGeneration {
  readonly kind: 'generation';
  readonly itemId: string;
  /** 0-based index of the sample. */
  readonly sample: number;
  /** Without the prefill; empty when probabilities were asked for. */
  readonly text: string;
  /** Of the full next-token distribution, not renormalised, by score token. */
  readonly probabilities: ReadonlyMap<string, number>;
  /** Whether the text ends because it reached `maxTokens`. */
  readonly isCut: boolean;
  readonly judgeFingerprint: string;
  readonly promptTokens: number;
  readonly completionTokens: number;
  readonly latencyMs: number;
  readonly costUsd: number;
  /** Calls it took, failed ones included. */
  readonly attempts: number;
  /** Taken from inference's store: nothing was bought now. */
  readonly isReused: boolean;
}

/** One sample that the judge did not give. */
export interface JudgeFailure {
  readonly kind: 'failure';
  readonly itemId: string;
  readonly sample: number;
  readonly code: string;
  readonly message: string;
  readonly retryable: boolean;
  readonly attempts: number;
}

export type JudgeReply = JudgeGeneration | JudgeFailure;

/** The model that judges, wherever it runs. */
export abstract class JudgeModel {
  /**
   * What identifies weights and quantisation of the judge.
   *
   * @throws RemoteError `not_found` when no model has this name
   */
  abstract fingerprintOf(judge: string, signal: AbortSignal): Promise<string>;

  /**
   * Asks a batch; replies come as they are ready, in any order.
   *
   * @throws RemoteError `precondition` when the endpoint cannot give what is asked (token
   *   probabilities), `unavailable` when inference cannot be reached, `cancelled` when `signal` fires
   */
  abstract ask(batch: JudgeBatch, signal: AbortSignal): AsyncIterable<JudgeReply>;
}
