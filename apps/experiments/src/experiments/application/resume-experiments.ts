import { reasonOf } from '@equipoise/kernel';
import { Injectable } from '@nestjs/common';
import { AdvanceExperiment } from './advance-experiment.js';
import { ExperimentStore } from './ports/stores.js';

/** What is told about a start. */
export abstract class ResumeNotice {
  abstract failed(experimentId: string, reason: string): void;
}

/** After a start: gives out whatever the stored facts allow and no earlier process gave out. */
@Injectable()
export class ResumeExperiments {
  constructor(
    private readonly experiments: ExperimentStore,
    private readonly advance: AdvanceExperiment,
    private readonly notice: ResumeNotice,
  ) {}

  /** One experiment that cannot be resumed does not keep the others from it. */
  async execute(): Promise<void> {
    for (const id of await this.experiments.unfinished()) {
      try {
        await this.advance.execute(id);
      } catch (error) {
        this.notice.failed(id, reasonOf(error));
      }
    }
  }
}
