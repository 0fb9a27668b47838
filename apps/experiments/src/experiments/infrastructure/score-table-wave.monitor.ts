import { sequentialLook } from '@equipoise/analysis';
import { Injectable } from '@nestjs/common';
import { WaveMonitor } from '../application/ports/results.js';
import type { WatchedContrast } from '../domain/waves.js';
import { ScoreTableReader } from './score-table.reader.js';

@Injectable()
export class ScoreTableWaveMonitor extends WaveMonitor {
  constructor(private readonly tables: ScoreTableReader) {
    super();
  }

  override async look(experimentId: string): Promise<WatchedContrast[]> {
    return sequentialLook(await this.tables.read(experimentId));
  }
}
