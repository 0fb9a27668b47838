import type { GuardFinding } from '@equipoise/contracts';
import { Injectable } from '@nestjs/common';
import { overtrained, withinBudget } from '../domain/budget.js';
import type { Experiment } from '../domain/experiment.js';
import { Journal } from './journal.js';
import { FineTuneStore, IndexStore } from './ports/preparations.js';
import { CellStore } from './ports/stores.js';
import { EngineLimits, WorkPublisher } from './ports/work.js';
import { RequestAdapterChecks } from './request-adapter-checks.js';

/** Asks for the indexes that an experiment reads from. */
@Injectable()
export class RequestIndexes {
  constructor(
    private readonly indexes: IndexStore,
    private readonly work: WorkPublisher,
  ) {}

  async execute({ id, settings }: Experiment): Promise<void> {
    const { chunkTokens, overlapTokens } = settings.retrieval;
    for (const datasetVersionId of await this.indexes.takeWaiting(id)) {
      await this.work.requestIndex(id, { datasetVersionId, chunkTokens, overlapTokens });
    }
  }
}

/** Cancels the adapters that were not asked for yet, and their cells. */
@Injectable()
export class RefuseFineTunes {
  constructor(
    private readonly fineTunes: FineTuneStore,
    private readonly cells: CellStore,
    private readonly journal: Journal,
  ) {}

  async execute(experimentId: string, finding: GuardFinding): Promise<void> {
    const reason = finding.message;
    const refused = await this.fineTunes.cancelWaiting(experimentId, reason);
    for (const fineTuneRequestId of refused) {
      const ended = await this.cells.end({ fineTuneRequestId }, { status: 'cancelled', reason });
      await this.journal.tellCells(experimentId, ended);
    }
    if (refused.length > 0) await this.journal.report(experimentId, finding);
  }
}

/** Asks for the next adapters, as long as the training budget holds. */
@Injectable()
export class RequestFineTunes {
  constructor(
    private readonly fineTunes: FineTuneStore,
    private readonly work: WorkPublisher,
    private readonly limits: EngineLimits,
    private readonly refuse: RefuseFineTunes,
  ) {}

  async execute({ id, settings }: Experiment): Promise<void> {
    const seconds = await this.fineTunes.budgetedSeconds(id);
    const spent = overtrained(settings, seconds);
    if (spent !== undefined) {
      await this.refuse.execute(id, spent);
      return;
    }
    const next = await this.fineTunes.takeWaiting(id, this.limits.fineTunesInFlight);
    for (const { placement = {}, ...fineTune } of next) {
      const wish = withinBudget(placement, settings, seconds);
      await this.work.requestFineTune(id, { ...fineTune, placement: wish });
    }
  }
}

/** Asks for what has to be there before questions are answered. */
@Injectable()
export class Prepare {
  constructor(
    private readonly indexes: RequestIndexes,
    private readonly fineTunes: RequestFineTunes,
    private readonly adapterChecks: RequestAdapterChecks,
  ) {}

  async execute(experiment: Experiment): Promise<void> {
    await this.indexes.execute(experiment);
    await this.fineTunes.execute(experiment);
    await this.adapterChecks.execute(experiment);
  }
}
