import type { FineTuneRequested } from '@equipoise/contracts';
import type { FineTuneProgress, IndexProgress } from '../../domain/progress.js';

/** Indexes that an experiment reads from. */
export abstract class IndexStore {
  /** Indexes not asked for yet become `requested`. @returns their dataset versions */
  abstract takeWaiting(experimentId: string): Promise<string[]>;
  abstract advance(
    experimentId: string,
    datasetVersionId: string,
    progress: Pick<IndexProgress, 'indexId' | 'chunksDone' | 'chunksTotal'>,
  ): Promise<void>;
  abstract ready(
    experimentId: string,
    datasetVersionId: string,
    index: { indexId: string; chunks: number },
  ): Promise<void>;
  abstract fail(experimentId: string, datasetVersionId: string): Promise<void>;
}

/** Adapters that an experiment has asked for. */
export abstract class FineTuneStore {
  /**
   * Fine-tunes not asked for yet become `queued`, as many as keep `inFlight` under way.
   *
   * @returns them in the order of the plan
   */
  abstract takeWaiting(experimentId: string, inFlight: number): Promise<FineTuneRequested[]>;
  /** Changes a fine-tune that is under way; one that has ended stays as it is. */
  abstract advance(
    requestId: string,
    progress: Omit<FineTuneProgress, 'label' | 'loss' | 'etaSeconds'> & {
      loss: number | null;
      etaSeconds: number | null;
    },
  ): Promise<void>;
  /** @returns false when it had ended before */
  abstract succeed(
    requestId: string,
    made: { fineTuneId: string; wallSeconds: number; gpuSeconds: number },
  ): Promise<boolean>;
  /** @returns false when it had ended before */
  abstract fail(requestId: string, end: { reason: string; gpuSeconds: number }): Promise<boolean>;
  /** Whether any has not ended. */
  abstract hasOpen(experimentId: string): Promise<boolean>;
  /** Ids of those that were not asked for yet; they become `cancelled`. */
  abstract cancelWaiting(experimentId: string, reason: string): Promise<string[]>;
  /** Those that have not ended become `cancelled`. @returns how many */
  abstract cancelOpen(experimentId: string, reason: string): Promise<number>;
  /** Seconds of training so far, over all fine-tunes. */
  abstract trainingSeconds(experimentId: string): Promise<number>;
  /** Time that the training budget counts: of each GPU where GPUs are counted; seconds. */
  abstract budgetedSeconds(experimentId: string): Promise<number>;
}
