import { Clock } from '@equipoise/kernel';
import { Injectable } from '@nestjs/common';
import { endingOf } from '../domain/ending.js';
import { Journal } from './journal.js';
import { type Analysed, AnalysisEngine, AnalysisStore } from './ports/results.js';
import { CellStore, ExperimentStore } from './ports/stores.js';
import type { Commit } from './ports/work.js';

/** Writes down how an experiment has ended. */
@Injectable()
export class EndExperiment {
  constructor(
    private readonly cells: CellStore,
    private readonly analyses: AnalysisStore,
    private readonly journal: Journal,
    private readonly clock: Clock,
  ) {}

  /** @param analysed undefined when there was nothing to analyse */
  async execute(
    experiment: Parameters<Journal['become']>[0],
    analysed: Analysed | undefined,
  ): Promise<void> {
    const { id } = experiment;
    const ending = endingOf(await this.cells.of(id), analysed !== undefined);
    if (analysed) {
      await this.analyses.put(id, analysed.analysis, this.clock.now());
      await this.journal.tellVerdicts(id, analysed.verdicts);
    }
    await this.journal.become(experiment, ending.status, ending.reason);
  }
}

@Injectable()
export class AnalyseExperiment {
  constructor(
    private readonly experiments: ExperimentStore,
    private readonly engine: AnalysisEngine,
    private readonly end: EndExperiment,
    private readonly journal: Journal,
  ) {}

  /** Analyses outside the transaction; an experiment that was cancelled meanwhile stays as it is. */
  async execute(experimentId: string, commit: Commit): Promise<void> {
    const experiment = await this.experiments.find(experimentId);
    if (experiment?.status !== 'analysing') return;
    const analysed = await this.engine.analyse(experimentId);
    await commit(async () => {
      const current = await this.experiments.lock(experimentId);
      if (current?.status === 'analysing') await this.end.execute(current, analysed);
    });
  }

  /** The analysis cannot be made; needs a transaction. */
  async failed(experimentId: string, reason: string): Promise<void> {
    const current = await this.experiments.lock(experimentId);
    if (current) await this.journal.become(current, 'failed', `the analysis failed: ${reason}`);
  }
}
