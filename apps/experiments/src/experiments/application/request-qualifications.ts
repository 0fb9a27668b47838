import { Injectable } from '@nestjs/common';
import type { Experiment } from '../domain/experiment.js';
import { QualificationStore } from './ports/qualifications.js';
import { WorkPublisher } from './ports/work.js';

/**
 * Has the judge tried on the datasets that are being answered: beside the answers, which do not wait
 * for it.
 */
@Injectable()
export class RequestQualifications {
  constructor(
    private readonly qualifications: QualificationStore,
    private readonly work: WorkPublisher,
  ) {}

  async execute({ id, status, settings }: Experiment): Promise<void> {
    const { qualification, judge } = settings;
    if (status !== 'running' || qualification === undefined) return;
    const { model, estimator, steps, temperature, criteria } = judge;
    for (const datasetVersionId of await this.qualifications.open(id)) {
      await this.work.requestQualification(id, {
        datasetVersionId,
        judge: model,
        estimator,
        steps,
        temperature,
        criteria: [...criteria],
        ...qualification,
      });
    }
  }
}
