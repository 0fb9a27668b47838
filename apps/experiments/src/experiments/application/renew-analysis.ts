import { Injectable } from '@nestjs/common';
import { hasAnalysis } from '../domain/experiment.js';
import { EndExperiment } from './analyse-experiment.js';
import { EventLog } from './ports/journal-ports.js';
import { LabelRevisions } from './ports/labels.js';
import { AnalysisEngine } from './ports/results.js';
import { ExperimentStore } from './ports/stores.js';
import type { Commit } from './ports/work.js';

/** Makes an analysis again, because people labelled answers. Verdicts are as before: they are the judge's. */
@Injectable()
export class RenewAnalysis {
  constructor(
    private readonly experiments: ExperimentStore,
    private readonly engine: AnalysisEngine,
    private readonly labels: LabelRevisions,
    private readonly end: EndExperiment,
    private readonly log: EventLog,
  ) {}

  /**
   * Analyses outside the transaction. What is still to be analysed reads the labels by itself, and where
   * labels have changed meanwhile the next renewal, which their import asked for, knows more.
   */
  async execute(experimentId: string, commit: Commit): Promise<void> {
    const experiment = await this.experiments.find(experimentId);
    if (!experiment || !hasAnalysis(experiment.status)) return;
    const analysed = await this.engine.analyse(experimentId);
    if (!analysed) return;
    const revision = analysed.analysis.humanLabels?.revision ?? 0;
    await commit(async () => {
      const current = await this.experiments.lock(experimentId);
      if (!current || !hasAnalysis(current.status)) return;
      if ((await this.labels.last(experimentId)) !== revision) return;
      await this.end.execute(current, analysed);
    });
  }

  /** The analysis before stays; needs a transaction. */
  async failed(experimentId: string, reason: string): Promise<void> {
    const message = `the analysis could not be made again with the labels: ${reason}`;
    await this.log.append(experimentId, 'warning', [{ message }]);
  }
}
