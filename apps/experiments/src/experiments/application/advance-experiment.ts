import { Injectable } from '@nestjs/common';
import { type Experiment, isUnderWay } from '../domain/experiment.js';
import { Dispatch } from './dispatch.js';
import { Journal } from './journal.js';
import { QualificationStore } from './ports/qualifications.js';
import { LookAtWave } from './look-at-wave.js';
import { ExperimentStore, Transactions } from './ports/stores.js';
import { Prepare } from './prepare.js';
import { RequestQualifications } from './request-qualifications.js';
import { Conclude, EnforceBudget, SettleCells } from './settle.js';

/** Gives out what the stored facts make possible, as far as the budget goes. */
@Injectable()
export class FollowUp {
  constructor(
    private readonly budget: EnforceBudget,
    private readonly prepare: Prepare,
    private readonly look: LookAtWave,
    private readonly dispatch: Dispatch,
    private readonly qualifications: RequestQualifications,
  ) {}

  async execute(experiment: Experiment): Promise<Experiment> {
    await this.budget.execute(experiment);
    await this.prepare.execute(experiment);
    await this.look.execute(experiment);
    const dispatched = await this.dispatch.execute(experiment);
    await this.qualifications.execute(dispatched);
    return dispatched;
  }
}

/** Ends what has nothing left to do. */
@Injectable()
export class WindUp {
  constructor(
    private readonly cells: SettleCells,
    private readonly conclude: Conclude,
    private readonly journal: Journal,
    private readonly qualifications: QualificationStore,
  ) {}

  async execute(experiment: Experiment): Promise<void> {
    await this.cells.execute(experiment.id);
    await this.journal.tellProgress(experiment.id);
    // Verdicts say what their judge is worth, so they wait for it.
    if (await this.qualifications.hasOpen(experiment.id)) return;
    await this.conclude.execute(experiment);
  }
}

/**
 * The engine's one step. It looks at what is stored, not at what has just happened, so it may run at
 * any time, again, and after any crash.
 */
@Injectable()
export class AdvanceExperiment {
  constructor(
    private readonly transactions: Transactions,
    private readonly experiments: ExperimentStore,
    private readonly followUp: FollowUp,
    private readonly windUp: WindUp,
  ) {}

  /** Gives out what can be done now and ends what is done. */
  async execute(experimentId: string): Promise<void> {
    await this.recording(experimentId, () => Promise.resolve());
  }

  /**
   * Records a fact about an experiment while nobody else changes it, then takes the step that
   * follows. A fact about an unknown experiment is dropped.
   */
  async recording(
    experimentId: string,
    record: (experiment: Experiment) => Promise<void>,
  ): Promise<void> {
    await this.transactions.run(async () => {
      const experiment = await this.experiments.lock(experimentId);
      if (!experiment) return;
      await record(experiment);
      if (!isUnderWay(experiment.status)) return;
      await this.windUp.execute(await this.followUp.execute(experiment));
    });
  }
}
