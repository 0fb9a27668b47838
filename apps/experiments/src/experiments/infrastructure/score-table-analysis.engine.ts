import { Injectable } from '@nestjs/common';
import { type Analysed, AnalysisEngine } from '../application/ports/results.js';
import { AnalysisThread } from './analysis-thread.js';
import { ScoreTableReader } from './score-table.reader.js';

@Injectable()
export class ScoreTableAnalysisEngine extends AnalysisEngine {
  constructor(
    private readonly tables: ScoreTableReader,
    private readonly thread: AnalysisThread,
  ) {
    super();
  }

  override async analyse(experimentId: string): Promise<Analysed | undefined> {
    const table = await this.tables.read(experimentId);
    if (table.scores.score.every(Number.isNaN)) return undefined;
    const analysis = await this.thread.analyse(table);
    const { conclusion, contrasts } = analysis;
    return {
      analysis,
      verdicts: {
        conclusion,
        contrasts: contrasts.map((contrast) => ({
          arm: contrast.arm.label,
          dataset: contrast.dataset,
          context: contrast.context,
          criterion: contrast.criterion,
          difference: contrast.difference,
          interval: contrast.interval,
          adjustedP: contrast.adjustedP,
          verdict: contrast.verdict,
          sentence: contrast.sentence,
        })),
      },
    };
  }
}
