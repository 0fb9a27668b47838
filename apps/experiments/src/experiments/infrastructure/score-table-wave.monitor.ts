import { Injectable } from '@nestjs/common';
import { WaveMonitor } from '../application/ports/results.js';
import type { WatchedContrast } from '../domain/waves.js';
import { AnalysisThread } from './analysis-thread.js';
import { ScoreTableReader } from './score-table.reader.js';

@Injectable()
export class ScoreTableWaveMonitor extends WaveMonitor {
  constructor(
    private readonly tables: ScoreTableReader,
    private readonly thread: AnalysisThread,
  ) {
    super();
  }

  override async look(experimentId: string): Promise<WatchedContrast[]> {
    return this.thread.look(await this.tables.read(experimentId));
  }
}
