import type { Analysis, Estimator } from '@equipoise/contracts';
import type { Experiment } from '../../domain/experiment.js';
import type { WatchedContrast } from '../../domain/waves.js';

/** What an analysis came to. */
export interface Analysed {
  readonly analysis: Analysis;
  /** What watchers are told at once. */
  readonly verdicts: unknown;
}

export abstract class AnalysisEngine {
  /** @returns undefined when there is no score to analyse */
  abstract analyse(experimentId: string): Promise<Analysed | undefined>;
}

/** Looks at the scores of an experiment with sequential stopping between two waves. */
export abstract class WaveMonitor {
  /** Contrasts in the order of the family; the same scores give the same decisions. */
  abstract look(experimentId: string): Promise<WatchedContrast[]>;
}

export type ReportFormat = 'html' | 'markdown' | 'json';

export abstract class ReportRenderer {
  /** The whole report as one text, UTF-8. */
  abstract render(
    experiment: Experiment,
    analysis: Analysis,
    format: ReportFormat,
  ): Promise<string>;
}

export abstract class AnalysisStore {
  abstract put(experimentId: string, analysis: Analysis, at: Date): Promise<void>;
  abstract find(experimentId: string): Promise<Analysis | undefined>;
}

/** Place of an answer in the order of the list: question first, so that arms stand side by side. */
export interface AnswerPlace {
  readonly questionRank: number;
  readonly cellOrdinal: number;
  readonly sample: number;
}

/** One answer of the list, without its texts. */
export interface ListedAnswer extends AnswerPlace {
  readonly answerId: string;
  readonly cellId: string;
  readonly arm: string;
  readonly dataset: string;
  readonly datasetVersionId: string;
  readonly context: string;
  readonly questionId: string;
  readonly status: 'answered' | 'failed';
  readonly failure: string;
  readonly scores: readonly {
    readonly criterion: string;
    /** Over readable repeats; null when there are none. */
    readonly mean: number | null;
    readonly repeats: number;
    readonly missing: number;
  }[];
}

/** Place of a judgement in the order of the list. */
export interface JudgementPlace {
  readonly answerId: string;
  readonly criterion: string;
  readonly repeat: number;
}

export interface ListedJudgement extends JudgementPlace {
  readonly cellId: string;
  readonly questionId: string;
  /** null when unreadable. */
  readonly score: number | null;
  readonly estimator: Estimator;
  readonly leakedMass: number;
  readonly attempts: number;
}

export abstract class ResultReader {
  abstract answers(
    experimentId: string,
    page: { limit: number; after: AnswerPlace | undefined; cellId: string | undefined },
  ): Promise<ListedAnswer[]>;
  abstract judgements(
    experimentId: string,
    page: { limit: number; after: JudgementPlace | undefined },
  ): Promise<ListedJudgement[]>;
}
