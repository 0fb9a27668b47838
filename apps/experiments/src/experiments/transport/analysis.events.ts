import { analysisRequested, type EventEnvelope, labelsChanged } from '@equipoise/contracts';
import { reasonOf } from '@equipoise/kernel';
import { type EventJob, OnEvent } from '@equipoise/platform';
import { Injectable } from '@nestjs/common';
import { AnalyseExperiment } from '../application/analyse-experiment.js';
import { RenewAnalysis } from '../application/renew-analysis.js';

@Injectable()
export class AnalysisEvents {
  constructor(
    private readonly analyses: AnalyseExperiment,
    private readonly renewals: RenewAnalysis,
  ) {}

  @OnEvent(analysisRequested, { duration: 'long', concurrency: 1, onFailed: 'onImpossible' })
  async onAnalysisRequested({ experimentId }: EventEnvelope<object>, job: EventJob): Promise<void> {
    await this.analyses.execute(experimentId, (work) => job.commit(work));
  }

  async onImpossible({ experimentId }: EventEnvelope<object>, error: Error): Promise<void> {
    await this.analyses.failed(experimentId, reasonOf(error));
  }

  @OnEvent(labelsChanged, { duration: 'long', concurrency: 1, onFailed: 'onNotRenewed' })
  async onLabelsChanged({ experimentId }: EventEnvelope<object>, job: EventJob): Promise<void> {
    await this.renewals.execute(experimentId, (work) => job.commit(work));
  }

  async onNotRenewed({ experimentId }: EventEnvelope<object>, error: Error): Promise<void> {
    await this.renewals.failed(experimentId, reasonOf(error));
  }
}
