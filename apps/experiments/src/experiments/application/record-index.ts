import { Injectable } from '@nestjs/common';
import type { IndexProgress } from '../domain/progress.js';
import { AdvanceExperiment } from './advance-experiment.js';
import { Journal } from './journal.js';
import { IndexStore } from './ports/preparations.js';
import { CellStore } from './ports/stores.js';

/** Which index of which experiment a fact is about. */
export interface IndexOf {
  readonly experimentId: string;
  readonly datasetVersionId: string;
}

/** Records what becomes of the indexes that an experiment asked for. */
@Injectable()
export class RecordIndex {
  constructor(
    private readonly indexes: IndexStore,
    private readonly cells: CellStore,
    private readonly journal: Journal,
    private readonly advance: AdvanceExperiment,
  ) {}

  async progressed(
    { experimentId, datasetVersionId }: IndexOf,
    progress: Pick<IndexProgress, 'indexId' | 'chunksDone' | 'chunksTotal'>,
  ): Promise<void> {
    await this.advance.recording(experimentId, () =>
      this.indexes.advance(experimentId, datasetVersionId, progress),
    );
  }

  async ready(
    { experimentId, datasetVersionId }: IndexOf,
    index: { indexId: string; chunks: number },
  ): Promise<void> {
    await this.advance.recording(experimentId, () =>
      this.indexes.ready(experimentId, datasetVersionId, index),
    );
  }

  async failed({ experimentId, datasetVersionId }: IndexOf, reason: string): Promise<void> {
    await this.advance.recording(experimentId, async () => {
      await this.indexes.fail(experimentId, datasetVersionId);
      const selection = { experimentId, retrievedFrom: datasetVersionId };
      const ended = await this.cells.end(selection, { status: 'failed', reason });
      await this.journal.tellCells(experimentId, ended);
    });
  }
}
