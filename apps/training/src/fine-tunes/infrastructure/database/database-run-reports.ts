import { Clock } from '@equipoise/kernel';
import { Database } from '@equipoise/platform';
import { Injectable } from '@nestjs/common';
import { type PartialStepReport, RunReports } from '../../application/ports.js';
import type { TrainingRun } from '../../domain/training-run.js';

@Injectable()
export class DatabaseRunReports extends RunReports {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {
    super();
  }

  override async set({ fineTuneId, number }: TrainingRun, digest: string): Promise<void> {
    await this.database.manager.query(
      'UPDATE training_runs SET token_sha256 = $3 WHERE fine_tune_id = $1 AND number = $2',
      [fineTuneId, number, digest],
    );
  }

  override async add(
    externalId: string,
    digest: string,
    { step, totalSteps, loss }: PartialStepReport,
  ): Promise<boolean> {
    return this.database.transaction(async (manager) => {
      // A trainer that goes on from a checkpoint begins by saying 0 again.
      const [rows] = await manager.query<[{ id: string }[], number]>(
        `UPDATE training_runs SET reported_at = $3, loss = coalesce($6, loss),
           step = greatest(step, $4, 0), total_steps = greatest(total_steps, $5, 0)
         WHERE external_id = $1 AND token_sha256 = $2 AND ended_at IS NULL
         RETURNING fine_tune_id AS id`,
        [externalId, digest, this.clock.now(), step ?? null, totalSteps ?? null, loss ?? null],
      );
      const id = rows[0]?.id;
      if (id === undefined) return false;
      if (step === undefined || loss === undefined || step < 1) return true;
      await manager.query(
        `INSERT INTO fine_tune_losses (fine_tune_id, step, loss) VALUES ($1, $2, $3)
         ON CONFLICT (fine_tune_id, step) DO UPDATE SET loss = excluded.loss`,
        [id, step, loss],
      );
      return true;
    });
  }
}
