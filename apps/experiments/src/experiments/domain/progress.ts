export interface FineTuneProgress {
  /** Content key of the fine-tune; the request's id until the trainer has named it. */
  readonly fineTuneId: string;
  readonly label: string;
  /** waiting | queued | preparing | running | converting | succeeded | failed | cancelled */
  readonly status: string;
  /** [0, 1] */
  readonly progress: number;
  readonly step: number;
  readonly totalSteps: number;
  /** Nats per token; 0 when unknown. */
  readonly loss: number;
  /** 0 when unknown. */
  readonly etaSeconds: number;
  /** What is being done, for a person; may be empty. */
  readonly detail: string;
}

export interface IndexProgress {
  /** Empty until retrieval has named it. */
  readonly indexId: string;
  readonly dataset: string;
  readonly chunksDone: number;
  readonly chunksTotal: number;
}

/** How far an experiment has come. Judgements are counted as (answer, criterion, repeat). */
export interface Progress {
  readonly answersDone: number;
  readonly answersTotal: number;
  readonly judgementsDone: number;
  readonly judgementsTotal: number;
  readonly fineTunesDone: number;
  readonly fineTunesTotal: number;
  readonly indexesDone: number;
  readonly indexesTotal: number;
  readonly judgeTrialsDone: number;
  /** Trials of the judge that were asked for, one a dataset; verdicts wait for them. */
  readonly judgeTrialsTotal: number;
  /** Waves begun; 0 with fixed stopping. */
  readonly wave: number;
  /** Waves planned, of which fewer may be needed; 0 with fixed stopping. */
  readonly waves: number;
  readonly fineTunes: readonly FineTuneProgress[];
  readonly indexes: readonly IndexProgress[];
}

/** Shortest time between two progress events of one experiment, milliseconds. */
const PROGRESS_EVERY_MS = 1000;

/** Whether another progress event is due. */
export function isProgressDue(last: Date | null, now: Date): boolean {
  return last === null || now.getTime() - last.getTime() >= PROGRESS_EVERY_MS;
}
