import { Injectable } from '@nestjs/common';
import { mayBecome } from '../domain/chunk.js';
import { AdvanceExperiment } from './advance-experiment.js';
import { Journal } from './journal.js';
import { CellStore, ChunkStore } from './ports/stores.js';

export interface ChunkFailure {
  readonly experimentId: string;
  readonly chunkId: string;
  readonly reason: string;
}

/** Records that a chunk cannot be answered or judged: its cell fails, and the others go on. */
@Injectable()
export class RecordChunkFailure {
  constructor(
    private readonly chunks: ChunkStore,
    private readonly cells: CellStore,
    private readonly journal: Journal,
    private readonly advance: AdvanceExperiment,
  ) {}

  async execute({ experimentId, chunkId, reason }: ChunkFailure): Promise<void> {
    await this.advance.recording(experimentId, async () => {
      const chunk = await this.chunks.find(chunkId);
      if (!chunk || !mayBecome(chunk.status, 'failed')) return;
      await this.chunks.setStatus([chunkId], 'failed');
      const ended = await this.cells.end({ cellId: chunk.cellId }, { status: 'failed', reason });
      await this.journal.tellCells(experimentId, ended);
    });
  }
}
