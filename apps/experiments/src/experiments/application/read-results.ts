import type { Analysis } from '@equipoise/contracts';
import { Injectable } from '@nestjs/common';
import type { Experiment } from '../domain/experiment.js';
import {
  ExperimentNotFoundError,
  NotAnalysedError,
  UnknownReportFormatError,
} from '../domain/experiments.errors.js';
import { AnalysisStore, type ReportFormat, ReportRenderer } from './ports/results.js';
import { ExperimentStore } from './ports/stores.js';

const FORMATS = ['html', 'markdown', 'json'] as const satisfies readonly ReportFormat[];

@Injectable()
export class ReadResults {
  constructor(
    private readonly experiments: ExperimentStore,
    private readonly analyses: AnalysisStore,
    private readonly renderer: ReportRenderer,
  ) {}

  /**
   * @throws ExperimentNotFoundError
   * @throws NotAnalysedError
   */
  async analysis(experimentId: string): Promise<Analysis> {
    return (await this.analysed(experimentId)).analysis;
  }

  /**
   * @throws UnknownReportFormatError
   * @throws ExperimentNotFoundError
   * @throws NotAnalysedError
   */
  async report(experimentId: string, format: string): Promise<string> {
    const known = FORMATS.find((name) => name === format);
    if (!known) throw new UnknownReportFormatError(format);
    const { experiment, analysis } = await this.analysed(experimentId);
    return this.renderer.render(experiment, analysis, known);
  }

  private async analysed(
    experimentId: string,
  ): Promise<{ experiment: Experiment; analysis: Analysis }> {
    const experiment = await this.experiments.find(experimentId);
    if (!experiment) throw new ExperimentNotFoundError(experimentId);
    const analysis = await this.analyses.find(experimentId);
    if (!analysis) throw new NotAnalysedError(experimentId, experiment.status);
    return { experiment, analysis };
  }
}
