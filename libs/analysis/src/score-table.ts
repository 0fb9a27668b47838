import type { Context, Estimator, GuardFinding, TrainingFormat, Usage } from '@equipoise/contracts';

/** A base model and its treatment. */
export interface Arm {
  /** Unique within the experiment, e.g. `qwen2.5-0.5b` or `qwen2.5-0.5b · lora 64 pairs · seed 1`. */
  readonly label: string;
  /** Name of the base model. */
  readonly base: string;
  /** undefined for `baseline`. */
  readonly treatment: Treatment | undefined;
}

interface Treatment {
  readonly method: string;
  /** Number of training pairs; undefined for a tuned model that was made elsewhere and did not say. */
  readonly trainSize: number | undefined;
  readonly seed: number | undefined;
  readonly trainingFormat: TrainingFormat | undefined;
}

/** One arm, dataset and context. */
export interface CellFacts {
  readonly cellId: string;
  readonly arm: Arm;
  readonly dataset: string;
  readonly context: Context;
  readonly status: 'done' | 'failed' | 'cancelled';
  /** Why it is not done; empty when it is. */
  readonly reason: string;
}

/** One answer with everything that is not the judge's. */
export interface AnswerFacts {
  readonly answerId: string;
  readonly cellId: string;
  readonly questionId: string;
  readonly cluster: string;
  /** 0-based index among the answers of one question. */
  readonly sample: number;
  readonly status: 'answered' | 'failed';
  /** Why it failed; empty when it did not. */
  readonly failure: string;
  /** Words of the answer; 0 when it failed. */
  readonly words: number;
  /** [0, 1] each. */
  readonly lexical: {
    readonly exactMatch: number;
    readonly tokenF1: number;
    readonly rougeL: number;
  };
  /** Of the passages that were given; undefined unless `retrieved` with known gold passages. */
  readonly retrieval:
    | {
        readonly recall: number;
        readonly ndcg: number;
        readonly reciprocalRank: number;
        readonly k: number;
      }
    | undefined;
}

/** One judge call. */
export interface ScoreFacts {
  readonly answerId: string;
  readonly criterion: string;
  /** 0-based. */
  readonly repeat: number;
  /** [1, 5]; null when missing. */
  readonly score: number | null;
  /** [0, 1]. */
  readonly leakedMass: number;
}

/** What an experiment's analysis is computed from. */
export interface ScoreTable {
  readonly experimentId: string;
  readonly name: string;
  readonly createdAt: string;
  readonly settings: {
    readonly criteria: readonly string[];
    readonly judge: string;
    readonly estimator: Estimator;
    readonly repeats: number;
    /** Smallest difference that matters in practice, on the 1 to 5 scale. */
    readonly margin: number;
    /** Family-wise error rate. */
    readonly alpha: number;
    readonly seed: string;
    readonly topK: number;
    readonly mode: string;
  };
  readonly cells: readonly CellFacts[];
  readonly answers: readonly AnswerFacts[];
  readonly scores: readonly ScoreFacts[];
  readonly usage: { readonly answers: Usage; readonly judgements: Usage };
  /** Seconds of training, over all fine-tunes. */
  readonly trainingSeconds: number;
  readonly wallSeconds: number;
  readonly warnings: readonly string[];
  /** What guards found before the analysis; none when left out. */
  readonly guards?: readonly GuardFinding[];
}
