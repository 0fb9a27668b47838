import { Database } from '@equipoise/platform';
import { Injectable } from '@nestjs/common';
import { NewestRun } from '../../application/ports.js';
import type { TrainingRun } from '../../domain/training-run.js';

@Injectable()
export class DatabaseNewestRun extends NewestRun {
  constructor(private readonly database: Database) {
    super();
  }

  override async of(fineTuneId: string): Promise<TrainingRun | undefined> {
    const rows: TrainingRun[] = await this.database.manager.query(
      `SELECT fine_tune_id AS "fineTuneId", number, external_id AS "externalId", placement
       FROM training_runs WHERE fine_tune_id = $1 ORDER BY number DESC LIMIT 1`,
      [fineTuneId],
    );
    return rows[0];
  }
}
