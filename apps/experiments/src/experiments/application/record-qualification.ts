import { Injectable } from '@nestjs/common';
import { AdvanceExperiment } from './advance-experiment.js';
import { type QualificationOutcome, QualificationStore } from './ports/qualifications.js';

/** Records what the judge of an experiment is worth on one dataset. */
@Injectable()
export class RecordQualification {
  constructor(
    private readonly qualifications: QualificationStore,
    private readonly advance: AdvanceExperiment,
  ) {}

  async execute(
    experimentId: string,
    datasetVersionId: string,
    outcome: QualificationOutcome,
  ): Promise<void> {
    await this.advance.recording(experimentId, () =>
      this.qualifications.close(experimentId, datasetVersionId, outcome),
    );
  }
}
