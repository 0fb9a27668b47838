/** How text is drawn from a model. */
export interface Decoding {
  /** >= 0; 0 is greedy. */
  readonly temperature: number;
  /** (0, 1]. */
  readonly topP: number;
  /** >= 1. */
  readonly maxTokens: number;
  readonly seed: number | undefined;
  readonly stop: readonly string[];
}

export type FinishReason = 'stop' | 'length' | 'content-filter' | 'probabilities';

export interface TokenProbability {
  readonly token: string;
  /** Of the full next-token distribution, not renormalised, [0, 1]. */
  readonly probability: number;
}

/**
 * One sample that a model gave. What several samples of one call cost together (attempts, prompt
 * tokens) stands at the first of them and is 0 at the others, so that sums are right.
 */
export interface Completion {
  /** Without the prefill. */
  readonly text: string;
  readonly finishReason: FinishReason;
  readonly promptTokens: number;
  readonly completionTokens: number;
  /** Of the call that gave it, failed tries apart, milliseconds. */
  readonly latencyMs: number;
  /** Calls it took, failed ones included. */
  readonly attempts: number;
  /** In the order asked for. */
  readonly tokenProbabilities: readonly TokenProbability[];
  /** Probability outside the score tokens, [0, 1]; 0 when none were asked for. */
  readonly leakedMass: number;
}
