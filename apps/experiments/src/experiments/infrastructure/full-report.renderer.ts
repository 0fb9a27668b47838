import { type Analysis, RAG_FRAME } from '@equipoise/contracts';
import { Clock, PROGRAM_VERSION } from '@equipoise/kernel';
import { Injectable } from '@nestjs/common';
import { type Digest, renderReport } from '@equipoise/reports';
import { type ReportFormat, ReportRenderer } from '../application/ports/results.js';
import { CellStore } from '../application/ports/stores.js';
import type { Experiment } from '../domain/experiment.js';
import { ProgressReader } from '../application/ports/journal-ports.js';
import { AnalysisThread } from './analysis-thread.js';
import { ExampleTexts } from './example-texts.js';
import { ScoreTableReader } from './score-table.reader.js';

/** What the numbers of an experiment depend on, by content. */
@Injectable()
export class ExperimentDigests {
  constructor(
    private readonly cells: CellStore,
    private readonly progress: ProgressReader,
  ) {}

  async of(experimentId: string): Promise<Digest[]> {
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
    private readonly digests: ExperimentDigests,
    private readonly clock: Clock,
  ) {
    super();
  }

  override async render(
    { id, name, spec }: Experiment,
    analysis: Analysis,
    format: ReportFormat,
  ): Promise<string> {
    const choices = await this.thread.chooseExamples(await this.tables.read(id), analysis);
    const input = {
      analysis,
      spec,
      examples: await this.texts.of(id, choices),
      provenance: {
        command: `equipoise run ${name}.yaml`,
        version: PROGRAM_VERSION,
        generatedAt: this.clock.now().toISOString(),
        promptFrame: RAG_FRAME,
        digests: await this.digests.of(id),
      },
    };
    return renderReport(input, format);
  }
}
