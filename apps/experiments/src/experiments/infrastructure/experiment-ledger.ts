import type { AnalysisInput } from '@equipoise/analysis';
import { NO_USAGE, totalUsage, type Usage } from '@equipoise/contracts';
import { Injectable } from '@nestjs/common';
import { FineTuneStore } from '../application/ports/preparations.js';
import { QualificationStore } from '../application/ports/qualifications.js';
import { LabelReader } from './label.reader.js';
import { Sql } from './sql.js';

const USAGE = `
  SELECT answer_usage AS answers, judge_usage AS judgements FROM chunks
  WHERE experiment_id = $1 AND answer_usage IS NOT NULL`;

type Ledger = Pick<
  AnalysisInput,
  'usage' | 'trainingSeconds' | 'wallSeconds' | 'judgeTrials' | 'labels'
>;

/** What an experiment took, what its judge was found to be worth, and what people said. */
@Injectable()
export class ExperimentLedger {
  constructor(
    private readonly sql: Sql,
    private readonly fineTunes: FineTuneStore,
    private readonly qualifications: QualificationStore,
    private readonly labels: LabelReader,
  ) {}

  async of(experimentId: string): Promise<Ledger> {
    return {
      usage: await this.usage(experimentId),
      trainingSeconds: await this.fineTunes.trainingSeconds(experimentId),
      wallSeconds: await this.wallSeconds(experimentId),
      judgeTrials: await this.qualifications.of(experimentId),
      labels: await this.labels.of(experimentId),
    };
  }

  private async usage(experimentId: string): Promise<AnalysisInput['usage']> {
    const rows = await this.sql.rows<{ answers: Usage; judgements: Usage | null }>(USAGE, [
      experimentId,
    ]);
    return {
      answers: totalUsage(rows.map(({ answers }) => answers)),
      judgements: totalUsage(rows.map(({ judgements }) => judgements ?? NO_USAGE)),
    };
  }

  // From the beginning to the newest event: the analysis itself does not count.
  private async wallSeconds(experimentId: string): Promise<number> {
    const wall = await this.sql.row<{ seconds: number }>(
      `SELECT extract(epoch FROM max(v.occurred_at) - min(v.occurred_at))::float8 AS seconds
       FROM experiment_events v WHERE experiment_id = $1 AND type = 'status'
         AND v.data ->> 'status' IN ('queued', 'analysing')`,
      [experimentId],
    );
    return wall?.seconds ?? 0;
  }
}
