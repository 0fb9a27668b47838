import { Injectable } from '@nestjs/common';
import { type Experiment, mayBecome } from '../domain/experiment.js';
import { ExperimentEndedError, ExperimentNotFoundError } from '../domain/experiments.errors.js';
import { Journal } from './journal.js';
import { FineTuneStore } from './ports/preparations.js';
import { CellStore, ExperimentStore, Transactions } from './ports/stores.js';
import { WorkPublisher } from './ports/work.js';

const REASON = 'cancelled by request';

/** Voids everything that an experiment has not finished. */
@Injectable()
export class WithdrawWork {
  constructor(
    private readonly cells: CellStore,
    private readonly fineTunes: FineTuneStore,
    private readonly work: WorkPublisher,
    private readonly journal: Journal,
  ) {}

  async execute(experimentId: string): Promise<void> {
    const outcome = { status: 'cancelled', reason: REASON } as const;
    await this.fineTunes.cancelOpen(experimentId, REASON);
    const ended = await this.cells.end({ experimentId }, outcome);
    await this.journal.tellCells(experimentId, ended);
    await this.work.withdraw(experimentId, REASON);
  }
}

@Injectable()
export class CancelExperiment {
  constructor(
    private readonly transactions: Transactions,
    private readonly experiments: ExperimentStore,
    private readonly withdraw: WithdrawWork,
    private readonly journal: Journal,
  ) {}

  /**
   * Watchers see `cancelling`, then `cancelled`. Cancelling again changes nothing.
   *
   * @throws ExperimentNotFoundError
   * @throws ExperimentEndedError when it has ended otherwise
   */
  async execute(experimentId: string): Promise<void> {
    await this.transactions.run(async () => {
      const experiment = await this.experiments.lock(experimentId);
      if (!experiment) throw new ExperimentNotFoundError(experimentId);
      if (experiment.status === 'cancelled') return;
      if (!mayBecome(experiment.status, 'cancelling')) {
        throw new ExperimentEndedError(experimentId, experiment.status);
      }
      await this.cancel(experiment);
    });
  }

  private async cancel(experiment: Experiment): Promise<void> {
    const cancelling = await this.journal.become(experiment, 'cancelling', REASON);
    await this.withdraw.execute(experiment.id);
    await this.journal.become(cancelling, 'cancelled', REASON);
  }
}
