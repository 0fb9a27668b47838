import { Clock, DomainError, reasonOf } from '@equipoise/kernel';
import { Injectable } from '@nestjs/common';
import { BuildIndex, type IndexRequest } from './build-index.js';
import { IndexAnnouncer, type IndexProgress, IndexRepository, type ReadyIndex } from './ports.js';

const PROGRESS_INTERVAL_MS = 2_000;

/** Tells an experiment what became of the index it asked for. */
@Injectable()
export class AnnounceIndex {
  constructor(
    private readonly indexes: IndexRepository,
    private readonly announcer: IndexAnnouncer,
    private readonly build: BuildIndex,
    private readonly clock: Clock,
  ) {}

  /** A listener that passes progress on, at most every two seconds. */
  progressTo(experimentId: string): (progress: IndexProgress) => Promise<void> {
    let lastMs = -Infinity;
    return async (progress) => {
      const nowMs = this.clock.now().getTime();
      if (nowMs - lastMs < PROGRESS_INTERVAL_MS) return;
      lastMs = nowMs;
      await this.announcer.progressed(experimentId, progress);
    };
  }

  /** Makes the index ready and says so; to be called in the transaction that ends the work. */
  async ready(experimentId: string, index: ReadyIndex): Promise<void> {
    await this.indexes.markReady(index.indexId);
    await this.announcer.ready(experimentId, index);
  }

  /** Marks the index as failed, unless it is ready by now, and says so. In a transaction. */
  async failed(experimentId: string, requestId: string, failed: FailedRequest): Promise<void> {
    const { request, error } = failed;
    const reason = reasonOf(error);
    await this.indexes.markFailed(this.build.indexIdOf(request), reason);
    await this.announcer.failed(experimentId, requestId, {
      datasetVersionId: request.datasetVersionId,
      code: error instanceof DomainError ? error.code : 'RETRIEVAL.INTERNAL',
      reason,
    });
  }
}

export interface FailedRequest {
  readonly request: IndexRequest;
  readonly error: Error;
}
