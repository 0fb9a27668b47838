import { Injectable } from '@nestjs/common';
import type { Experiment } from '../domain/experiment.js';
import { Journal } from './journal.js';
import { FineTuneStore } from './ports/preparations.js';
import { CellStore, ChunkStore } from './ports/stores.js';
import { EngineLimits, WorkPublisher } from './ports/work.js';

/** Fills the window of chunks in flight. */
@Injectable()
export class RequestAnswers {
  constructor(
    private readonly chunks: ChunkStore,
    private readonly fineTunes: FineTuneStore,
    private readonly work: WorkPublisher,
    private readonly limits: EngineLimits,
  ) {}

  /** @returns the cells whose chunks were given out */
  async execute({ id, settings }: Experiment): Promise<string[]> {
    const { generation, retrieval } = settings;
    if (settings.trainsFirst && (await this.fineTunes.hasOpen(id))) return [];
    const free = this.limits.chunksInFlight - (await this.chunks.countInFlight(id));
    if (free <= 0) return [];
    const ready = await this.chunks.ready(id, free);
    await this.chunks.setStatus(
      ready.map((chunk) => chunk.id),
      'answering',
    );
    for (const { id: chunkId, ...chunk } of ready) {
      const { topK, mode } = retrieval;
      await this.work.requestAnswers(id, { chunkId, ...chunk, topK, mode, ...generation });
    }
    return ready.map(({ cellId }) => cellId);
  }
}

/** Has every chunk judged as soon as its answers are there. */
@Injectable()
export class RequestJudgements {
  constructor(
    private readonly chunks: ChunkStore,
    private readonly work: WorkPublisher,
  ) {}

  async execute({ id, settings }: Experiment): Promise<void> {
    const { criteria, model, ...judge } = settings.judge;
    const answered = await this.chunks.answered(id);
    await this.chunks.setStatus(
      answered.map((chunk) => chunk.id),
      'judging',
    );
    for (const { id: chunkId, datasetVersionId, answers } of answered) {
      await this.work.requestJudgements(id, {
        chunkId,
        datasetVersionId,
        answers,
        judge: model,
        ...judge,
        criteria: [...criteria],
        seed: settings.seed,
      });
    }
  }
}

/** Gives out what can be done now. */
@Injectable()
export class Dispatch {
  constructor(
    private readonly judgements: RequestJudgements,
    private readonly answers: RequestAnswers,
    private readonly cells: CellStore,
    private readonly journal: Journal,
  ) {}

  async execute(experiment: Experiment): Promise<Experiment> {
    await this.judgements.execute(experiment);
    const cellIds = await this.answers.execute(experiment);
    await this.journal.tellCells(experiment.id, await this.cells.begin([...new Set(cellIds)]));
    return this.journal.become(experiment, cellIds.length > 0 ? 'running' : 'preparing');
  }
}
