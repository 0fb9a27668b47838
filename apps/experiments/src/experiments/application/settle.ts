import { Injectable } from '@nestjs/common';
import { overspent } from '../domain/budget.js';
import { outcomeOf } from '../domain/cell.js';
import type { Experiment } from '../domain/experiment.js';
import { Journal } from './journal.js';
import { LookAtOrigins } from './look-at-origins.js';
import { FineTuneStore } from './ports/preparations.js';
import { CellStore, ChunkStore } from './ports/stores.js';
import { WorkPublisher } from './ports/work.js';

/** Gives nothing more out once the budget is spent; what is in flight may end. */
@Injectable()
export class EnforceBudget {
  constructor(
    private readonly chunks: ChunkStore,
    private readonly cells: CellStore,
    private readonly fineTunes: FineTuneStore,
    private readonly journal: Journal,
  ) {}

  async execute({ id, settings }: Experiment): Promise<void> {
    const finding = overspent(settings, await this.chunks.spending(id));
    if (finding === undefined) return;
    const reason = finding.message;
    await this.fineTunes.cancelWaiting(id, reason);
    const cellIds = await this.chunks.cancelUnissued(id);
    for (const cellId of cellIds) {
      const ended = await this.cells.end({ cellId }, { status: 'cancelled', reason });
      await this.journal.tellCells(id, ended);
    }
    if (cellIds.length > 0) await this.journal.report(id, finding);
  }
}

/** Ends the cells that have no open work. */
@Injectable()
export class SettleCells {
  constructor(
    private readonly cells: CellStore,
    private readonly journal: Journal,
  ) {}

  async execute(experimentId: string): Promise<void> {
    for (const tally of await this.cells.settled(experimentId)) {
      const ended = await this.cells.end({ cellId: tally.cellId }, outcomeOf(tally));
      await this.journal.tellCells(experimentId, ended);
    }
  }
}

/** Has an experiment analysed once nothing is open any more. */
@Injectable()
export class Conclude {
  constructor(
    private readonly chunks: ChunkStore,
    private readonly fineTunes: FineTuneStore,
    private readonly work: WorkPublisher,
    private readonly journal: Journal,
    private readonly origins: LookAtOrigins,
  ) {}

  async execute(experiment: Experiment): Promise<void> {
    const { id } = experiment;
    if (await this.chunks.hasOpen(id)) return;
    const reason = 'no cell needs it any more';
    if ((await this.fineTunes.cancelOpen(id, reason)) > 0) await this.work.withdraw(id, reason);
    await this.origins.execute(id);
    await this.journal.tellProgress(id, { isForced: true });
    await this.journal.become(experiment, 'analysing');
    await this.work.requestAnalysis(id);
  }
}
