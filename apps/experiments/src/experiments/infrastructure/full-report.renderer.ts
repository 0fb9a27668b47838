import { type Analysis, RAG_FRAME } from '@equipoise/contracts';
import { Clock, PROGRAM_VERSION } from '@equipoise/kernel';
import { Injectable } from '@nestjs/common';
import { type Digest, type ReportInput, renderReport } from '@equipoise/reports';
import { type ReportFormat, ReportRenderer } from '../application/ports/results.js';
import { CellStore } from '../application/ports/stores.js';
import type { Experiment } from '../domain/experiment.js';
import { ProgressReader } from '../application/ports/journal-ports.js';
import { AnalysisThread } from './analysis-thread.js';
import { ExampleTexts } from './example-texts.js';
import { ScoreTableReader } from './score-table.reader.js';

/** What the numbers of an experiment depend on, by content, and how to come by them again. */
@Injectable()
export class ExperimentProvenance {
  constructor(
    private readonly cells: CellStore,
    private readonly progress: ProgressReader,
    private readonly clock: Clock,
  ) {}

  async of({ id, name }: Experiment): Promise<ReportInput['provenance']> {
    return {
      command: `equipoise run ${name}.yaml`,
      version: PROGRAM_VERSION,
      generatedAt: this.clock.now().toISOString(),
      promptFrame: RAG_FRAME,
      digests: await this.digests(id),
    };
  }

  private async digests(experimentId: string): Promise<Digest[]> {
    const cells = await this.cells.of(experimentId);
    const { indexes, fineTunes } = await this.progress.of(experimentId);
    const datasets = new Map(cells.map((cell) => [cell.dataset, cell.datasetVersionId]));
    return [
      ...[...datasets].map(([name, digest]) => ({ kind: 'dataset', name, digest })),
      ...indexes.map(({ dataset, indexId }) => ({ kind: 'index', name: dataset, digest: indexId })),
      ...fineTunes.map(({ label, fineTuneId }) => ({
        kind: 'fine-tune',
        name: label,
        digest: fineTuneId,
      })),
    ];
  }
}

/** Adds to an analysis what a report shows beside it: examples with texts, spec and provenance. */
@Injectable()
export class FullReportRenderer extends ReportRenderer {
  constructor(
    private readonly tables: ScoreTableReader,
    private readonly thread: AnalysisThread,
    private readonly texts: ExampleTexts,
    private readonly provenance: ExperimentProvenance,
  ) {
    super();
  }

  override async render(
    experiment: Experiment,
    analysis: Analysis,
    format: ReportFormat,
  ): Promise<string> {
    const { id, spec } = experiment;
    const choices = await this.thread.chooseExamples(await this.tables.read(id), analysis);
    const input = {
      analysis,
      spec,
      examples: await this.texts.of(id, choices),
      provenance: await this.provenance.of(experiment),
    };
    return renderReport(input, format);
  }
}
