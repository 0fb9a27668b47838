import type {
  AdapterCheck,
  Context,
  Estimator,
  GuardFinding,
  JudgeQualification,
  ServedModel,
  TrainingFormat,
  Usage,
} from '@equipoise/contracts';

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
  /** Why it is not done, or what it was stopped by; empty when it asked all its questions. */
  readonly reason: string;
  /** Ids of all planned questions, wave by wave in the order of asking; with sequential stopping. */
  readonly waves?: readonly (readonly string[])[] | undefined;
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
  /** Words of the answer; 0 when it failed, undefined where its text is not known. */
  readonly words: number | undefined;
  /** [0, 1] each; undefined where its text is not known. */
  readonly lexical:
    | {
        readonly exactMatch: number;
        readonly tokenF1: number;
        readonly rougeL: number;
      }
    | undefined;
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

/** The judge tried on one dataset. */
export interface JudgeTrial {
  readonly dataset: string;
  /** One for each criterion; empty when the judge could not be tried. */
  readonly qualifications: readonly JudgeQualification[];
  /** Why it could not be tried; empty when it could. */
  readonly failure: string;
  readonly usage: Usage;
}

/** A tuned arm beside its base, before its first answer. */
export interface ArmCheckFacts {
  /** Label of the tuned arm. */
  readonly arm: string;
  readonly base: ServedModel;
  readonly tuned: ServedModel;
  readonly check: AdapterCheck;
}

/** Test questions of one dataset that training knows, by their text or by their document. */
export interface DirtyQuestions {
  readonly dataset: string;
  readonly questionIds: readonly string[];
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

/**
 * Judge calls by column, one index a call: 24 bytes each, and the arrays of numbers pass from
 * thread to thread without a copy.
 */
export interface ScoreColumns {
  /** Each answer that was judged, once. */
  readonly answerIds: readonly string[];
  /** Each criterion that was judged, once. */
  readonly criteria: readonly string[];
  /** Index into `answerIds`. */
  readonly answer: Uint32Array<ArrayBuffer>;
  /** Index into `criteria`. */
  readonly criterion: Uint16Array<ArrayBuffer>;
  /** 0-based. */
  readonly repeat: Uint16Array<ArrayBuffer>;
  /** [1, 5]; NaN when missing. */
  readonly score: Float64Array<ArrayBuffer>;
  /** [0, 1]. */
  readonly leakedMass: Float64Array<ArrayBuffer>;
}

/** What one person said of one answer on one criterion. */
export interface LabelFacts {
  readonly answerId: string;
  readonly criterion: string;
  readonly rater: string;
  /** [1, 5]. */
  readonly score: number;
}

/** Labels by people, of some of the answers. */
export interface HumanLabels {
  /** Import that was the last; 0 where labels came from a file. */
  readonly revision: number;
  readonly rows: readonly LabelFacts[];
}

/** What an experiment's analysis is computed from, judge calls by row or by column. */
export type AnalysisInput = Omit<ScoreTable, 'scores'> & {
  readonly scores: ScoreTable['scores'] | ScoreColumns;
};

/** Judge calls by row. */
export interface ScoreTable {
  readonly experimentId: string;
  readonly name: string;
  readonly createdAt: string;
  readonly settings: {
    readonly criteria: readonly string[];
    /** Empty where scores were given without it. */
    readonly judge: string;
    readonly estimator: Estimator;
    readonly repeats: number;
    /** Smallest difference that matters in practice, on the 1 to 5 scale. */
    readonly margin: number;
    /** Family-wise error rate. */
    readonly alpha: number;
    /** Contrasts that the adjustment covers together: all unless given, or those of one criterion. */
    readonly family?: 'all' | 'criterion';
    readonly seed: string;
    readonly topK: number;
    /** Of retrieval; empty where nothing was retrieved here. */
    readonly mode: string;
    /** Questions of a wave; undefined when every question was asked whatever came. */
    readonly sequential?: { readonly waveQuestions: number } | undefined;
  };
  readonly cells: readonly CellFacts[];
  readonly answers: readonly AnswerFacts[];
  readonly scores: readonly ScoreFacts[];
  readonly usage: { readonly answers: Usage; readonly judgements: Usage };
  /** Seconds of training, over all fine-tunes. */
  readonly trainingSeconds: number;
  readonly wallSeconds: number;
  readonly warnings: readonly string[];
  /** What the judge showed on probes, by dataset; none when left out. */
  readonly judgeTrials?: readonly JudgeTrial[];
  /** What people said of answers; nobody said anything when left out. */
  readonly labels?: HumanLabels | undefined;
  /** What guards found before the analysis; none when left out. */
  readonly guards?: readonly GuardFinding[];
  /** How tuned arms differ from their bases; none when left out. */
  readonly adapterChecks?: readonly ArmCheckFacts[];
  /** What those comparisons cost, the ones that failed included; nothing when left out. */
  readonly guardUsage?: Usage;
  /** By dataset; one that is left out was not looked through. */
  readonly contamination?: readonly DirtyQuestions[];
}
