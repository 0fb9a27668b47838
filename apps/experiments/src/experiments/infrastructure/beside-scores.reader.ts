import type { AnalysisInput } from '@equipoise/analysis';
import { Injectable } from '@nestjs/common';
import { ExperimentLedger } from './experiment-ledger.js';
import { GuardFactsReader } from './guard-facts.reader.js';

type BesideScores = Awaited<ReturnType<ExperimentLedger['of']>> &
  Pick<AnalysisInput, 'adapterChecks' | 'guardUsage' | 'contamination'>;

/** Everything that an analysis says of an experiment beside its scores. */
@Injectable()
export class BesideScoresReader {
  constructor(
    private readonly ledger: ExperimentLedger,
    private readonly guards: GuardFactsReader,
  ) {}

  async of(experimentId: string): Promise<BesideScores> {
    return { ...(await this.ledger.of(experimentId)), ...(await this.guards.of(experimentId)) };
  }
}
